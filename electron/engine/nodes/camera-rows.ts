import { join } from 'node:path';
import type { Selectable } from 'kysely';
import type { Camera, CameraDraft } from '../../contract/camera.ts';
import { Scene } from '../../contract/scene.ts';
import type { Secrets } from '../accounts/secrets.ts';
import { addressKind, shownAddress, splitAddress } from '../media/source/address.ts';
import type { CameraRun, OwnDetector, SourceAddress } from '../media/worker-protocol.ts';
import type { CamerasTable } from '../store/tables.ts';
import { openAddress, sealAddress } from './address-secrets.ts';

export type CameraRow = Selectable<CamerasTable>;

/** What of a row a draft decides, the password left out. */
export type DraftColumns = Omit<CamerasTable, 'id' | 'password_sealed' | 'scene_json' | 'created_at' | 'removed_at' | 'forgotten_at'>;

export type TypedCredentials = { readonly username: string | null; readonly password: string | null };

/** Credentials typed inside an address go where they belong; those typed in their own fields win. */
export function columnsOf(draft: CameraDraft): { columns: DraftColumns; credentials: TypedCredentials } {
  const main = splitAddress(draft.address);
  const sub = draft.subAddress === undefined ? null : splitAddress(draft.subAddress);
  const username = draft.username ?? main.username ?? sub?.username ?? null;
  return {
    columns: {
      name: draft.name,
      address: main.address,
      sub_address: sub?.address ?? null,
      username,
      transport: draft.transport,
      loop: draft.loop ? 1 : 0,
      enabled: draft.enabled ? 1 : 0,
      recording: draft.recording,
      analysis_fps: draft.analysisFps,
      keep_days: draft.keepDays,
      keep_bytes: draft.keepBytes ?? null,
      learning: draft.learning ? 1 : 0,
      detector: draft.detector ?? null,
    },
    credentials: { username, password: draft.password ?? main.password ?? sub?.password ?? null },
  };
}

/** The columns as they are stored: what an address holds of passwords is sealed; where it was left hidden, `stored` has it. */
export function withSealedAddresses<C extends Pick<CameraRow, 'address' | 'sub_address'>>(
  cameraId: string,
  columns: C,
  secrets: Secrets,
  stored?: Pick<CameraRow, 'address' | 'sub_address'>,
): C {
  const known = stored === undefined ? [] : [stored.address, stored.sub_address ?? ''];
  return {
    ...columns,
    address: sealAddress(cameraId, columns.address, secrets, known),
    sub_address: columns.sub_address === null ? null : sealAddress(cameraId, columns.sub_address, secrets, known.toReversed()),
  };
}

/** A camera as windows see it. */
export function toCamera(row: CameraRow): Camera {
  return {
    id: row.id,
    name: row.name,
    address: shownAddress(row.address),
    ...(row.sub_address === null ? {} : { subAddress: shownAddress(row.sub_address) }),
    ...(row.username === null ? {} : { username: row.username }),
    hasPassword: row.password_sealed !== null,
    transport: row.transport,
    loop: row.loop === 1,
    enabled: row.enabled === 1,
    recording: row.recording,
    analysisFps: row.analysis_fps,
    keepDays: row.keep_days,
    ...(row.keep_bytes === null ? {} : { keepBytes: row.keep_bytes }),
    learning: row.learning === 1,
    ...(row.detector === null ? {} : { detector: row.detector }),
    scene: Scene.parse(JSON.parse(row.scene_json)),
    createdAt: row.created_at,
  };
}

/** What `toRun` needs besides the row: the folder of all cameras' recordings, and what is known of imported detectors. */
export type RunFacts = { readonly recordings: string; readonly detectorOf: (id: string) => OwnDetector | null };

/** A camera as its worker needs it, the password opened. */
export function toRun(row: CameraRow, secrets: Secrets, { recordings, detectorOf }: RunFacts): CameraRun {
  const password = openPassword(row, secrets);
  const source = (url: string): SourceAddress => sourceOf(openAddress(row.id, url, secrets), { username: row.username, password }, row);
  return {
    cameraId: row.id,
    main: source(row.address),
    sub: row.sub_address === null ? null : source(row.sub_address),
    scene: Scene.parse(JSON.parse(row.scene_json)),
    analysisFps: row.analysis_fps,
    recording: row.recording,
    recordingFolder: join(recordings, row.id),
    detector: row.detector === null ? null : (detectorOf(row.detector) ?? 'missing'),
  };
}

export function sourceOf(url: string, credentials: TypedCredentials, { transport, loop }: Pick<DraftColumns, 'transport' | 'loop'>): SourceAddress {
  return { kind: addressKind(url), url, ...credentials, transport, loop: loop === 1 };
}

/** The password is sealed for its camera, so that a row copied to another camera opens nothing. */
export function sealPassword(cameraId: string, password: string, secrets: Secrets): Uint8Array {
  return secrets.seal(password, `camera:${cameraId}`);
}

export function openPassword(row: CameraRow, secrets: Secrets): string | null {
  return row.password_sealed === null ? null : secrets.open(row.password_sealed, `camera:${row.id}`);
}
