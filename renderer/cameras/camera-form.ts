import { type Camera, CameraDraft, type RecordingMode } from '../../electron/contract/camera.ts';
import { type AddressProblem, parseAddress } from './address.ts';

/** What stands in the fields. A camera that exists has a password the window never sees: empty means unchanged. */
export type CameraForm = {
  readonly name: string;
  readonly address: string;
  readonly subAddress: string;
  readonly username: string;
  readonly password: string;
  readonly transport: CameraDraft['transport'];
  readonly loop: boolean;
  readonly enabled: boolean;
  readonly recording: RecordingMode;
  readonly analysisFps: number | '';
  readonly keepDays: number | '';
  readonly learning: boolean;
  /** Id of an imported detector; empty is the built-in one. */
  readonly detector: string;
};

export type FormProblems = Partial<Record<'name' | 'address' | 'subAddress' | 'analysisFps' | 'keepDays', AddressProblem | 'no-name' | 'name-too-long' | 'out-of-limits'>>;

export const emptyForm: CameraForm = {
  name: '', address: '', subAddress: '', username: '', password: '', transport: 'tcp', loop: true, enabled: true, recording: 'events', analysisFps: 5, keepDays: 30, learning: false, detector: '',
};

export function formOfCamera(camera: Camera): CameraForm {
  const { name, address, subAddress = '', username = '', transport, loop, enabled, recording, analysisFps, keepDays, learning, detector = '' } = camera;
  return { name, address, subAddress, username, password: '', transport, loop, enabled, recording, analysisFps, keepDays, learning, detector };
}

/** Moves credentials out of a typed address into their fields and completes a bare host; leaves what it cannot read as it is. */
export function tidyAddress(form: CameraForm): CameraForm {
  const parsed = parseAddress(form.address);
  if ('problem' in parsed) return form;
  const sub = parseAddress(form.subAddress);
  return {
    ...form,
    address: parsed.address,
    subAddress: 'problem' in sub ? form.subAddress : sub.address,
    username: parsed.username ?? form.username,
    password: parsed.password ?? form.password,
  };
}

/** What keeps the form from being sent. `needsName` is false for a connection test. */
export function formProblems(form: CameraForm, needsName: boolean): FormProblems {
  const problems: FormProblems = {};
  const address = parseAddress(form.address);
  if ('problem' in address) problems.address = address.problem;
  const sub = form.subAddress.trim() === '' ? null : parseAddress(form.subAddress);
  if (sub !== null && 'problem' in sub) problems.subAddress = sub.problem;
  const { length } = form.name.trim();
  if (needsName && length === 0) problems.name = 'no-name';
  if (length > 60) problems.name = 'name-too-long';
  if (form.analysisFps === '' || form.analysisFps < 1 || form.analysisFps > 25) problems.analysisFps = 'out-of-limits';
  if (form.keepDays === '' || !Number.isInteger(form.keepDays) || form.keepDays < 1 || form.keepDays > 365) problems.keepDays = 'out-of-limits';
  return problems;
}

/**
 * The draft to send. A bound on bytes that this form has no field for is kept from the camera that is edited.
 * @throws ZodError when `formProblems` was not empty
 */
export function toDraft(form: CameraForm, edited: Camera | null, testName = 'test'): CameraDraft {
  const { name, address, subAddress, username, password, detector, ...rest } = tidyAddress(form);
  return CameraDraft.parse({
    ...rest,
    name: name.trim() === '' ? testName : name,
    address,
    ...(subAddress.trim() === '' ? {} : { subAddress }),
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(detector === '' ? {} : { detector }),
    ...(edited?.keepBytes === undefined ? {} : { keepBytes: edited.keepBytes }),
  });
}
