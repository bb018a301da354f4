import type { CameraProblem } from '../../../contract/camera.ts';
import type { SourceAddress } from '../worker-protocol.ts';
import { addressWithoutCredentials } from './address.ts';
import { authorization, libraryKnows } from './rtsp-auth.ts';
import { connectRtsp, endpointOf, RtspError, type RtspConnection } from './rtsp-connection.ts';
import type { RtspResponse } from './rtsp-message.ts';
import { isSupportedEncoding, videosOfSdp, type SdpVideo } from './sdp.ts';

export type ProbeStep = 'reachable' | 'rtsp' | 'signed-in' | 'stream';
export type ProbeResult =
  | {
      readonly ok: true;
      readonly video: SdpVideo;
      /** False: the media library needs a relay that signs in for it. */
      readonly libraryCanSignIn: boolean;
    }
  | { readonly ok: false; readonly problem: CameraProblem; readonly detail: string };

export type ProbeOptions = {
  readonly signal: AbortSignal;
  /** For each single wait: connect, handshake, each answer. */
  readonly timeoutMs?: number;
  /** Also reserves and gives back a session, to learn whether the camera has one to give. */
  readonly withSetup?: boolean;
  /** Called as each step is passed, in order. */
  readonly onPassed?: (step: ProbeStep) => void;
};

/** What a status means for the person who has to fix it; null for success and redirection. */
function problemOfStatus(status: number): CameraProblem | null {
  if (status < 400) return null;
  if (status === 401 || status === 403 || status === 407) return 'wrong-password';
  if (status === 453 || status >= 500) return 'server-full';
  return 'wrong-path';
}

function failIfRefused(response: RtspResponse, method: string): void {
  const problem = problemOfStatus(response.status);
  if (problem !== null) throw new RtspError(problem, `${method} was answered with ${response.status}`);
}

/** Sends a request, signing in when the camera asks for it; the answer, and what it asked for on the way. */
async function signedRequest(
  connection: RtspConnection,
  source: SourceAddress,
  method: string,
  uri: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly response: RtspResponse; readonly challenges: readonly string[] }> {
  const first = await connection.request(method, uri, headers);
  const challenges = first.headers.get('www-authenticate') ?? [];
  if (first.status !== 401 || source.username === null || source.username === '' || challenges.length === 0) return { response: first, challenges };
  const credentials = { username: source.username, password: source.password ?? '' };
  const answer = authorization(challenges, { method, uri }, credentials);
  if (answer === null) throw new RtspError('unsupported-sign-in', `the camera offers only ${challenges.map((each) => each.slice(0, 40)).join(', ')}`);
  return { response: await connection.request(method, uri, { ...headers, Authorization: answer }), challenges };
}

async function reserveAndGiveBack(connection: RtspConnection, source: SourceAddress, uri: string, video: SdpVideo): Promise<void> {
  const control = video.control ?? '*';
  const track = /^rtsps?:/i.test(control) ? control : control === '*' ? uri : `${uri.replace(/\/$/, '')}/${control}`;
  const transport = source.transport === 'tcp' ? 'RTP/AVP/TCP;unicast;interleaved=0-1' : 'RTP/AVP;unicast;client_port=50000-50001';
  const { response: setup } = await signedRequest(connection, source, 'SETUP', track, { Transport: transport });
  failIfRefused(setup, 'SETUP');
  const session = setup.headers.get('session')?.[0]?.split(';')[0];
  if (session !== undefined) await signedRequest(connection, source, 'TEARDOWN', uri, { Session: session });
}

/**
 * Walks the way to a camera's stream in plain Node, without the media library: name, TCP, TLS, RTSP, sign-in, session
 * description. Every wait and every read is bounded, and it can be stopped at any moment, neither of which holds for
 * the library. Never throws for what a camera does; the detail carries no credentials.
 */
export async function probeRtsp(source: SourceAddress, { signal, timeoutMs = 5_000, withSetup = false, onPassed }: ProbeOptions): Promise<ProbeResult> {
  const uri = addressWithoutCredentials(source.url);
  let connection: RtspConnection | null = null;
  try {
    connection = await connectRtsp({ ...endpointOf(uri), signal, timeoutMs });
    onPassed?.('reachable');
    await connection.request('OPTIONS', uri, {});
    onPassed?.('rtsp');
    const { response: described, challenges } = await signedRequest(connection, source, 'DESCRIBE', uri, { Accept: 'application/sdp' });
    if (problemOfStatus(described.status) !== 'wrong-password') onPassed?.('signed-in');
    failIfRefused(described, 'DESCRIBE');
    const videos = videosOfSdp(described.body);
    const libraryCanSignIn = libraryKnows(challenges);
    if (described.status >= 300) return { ok: true, video: { encoding: 'H264', control: null }, libraryCanSignIn };
    const video = videos.find((v) => isSupportedEncoding(v.encoding));
    if (videos.length === 0) throw new RtspError('no-video', 'the session has no video');
    if (!video) throw new RtspError('unsupported-codec', `the video is ${videos.map((v) => v.encoding).join(', ')}`);
    if (withSetup) await reserveAndGiveBack(connection, source, uri, video);
    onPassed?.('stream');
    return { ok: true, video, libraryCanSignIn };
  } catch (error) {
    if (!(error instanceof RtspError)) throw error;
    return { ok: false, problem: error.problem, detail: error.message };
  } finally {
    connection?.close();
  }
}
