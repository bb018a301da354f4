import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const script = path.join(import.meta.dirname, 'rtsp-camera.py');
const python = '/usr/bin/python3';

export type RtspMount = {
  /** With a leading slash. */
  readonly path: string;
  readonly codec: 'h264' | 'hevc';
  readonly fps: number;
  /** Annex-B files; the first is played until told otherwise. */
  readonly files: readonly string[];
};

export type RtspCameraSettings = {
  readonly mounts: readonly RtspMount[];
  readonly auth?: 'basic' | 'digest';
  readonly user?: string;
  readonly password?: string;
  readonly tls?: boolean;
  readonly maxSessions?: number;
  /** 0, the default: a free one. */
  readonly port?: number;
};

export type RtspCamera = {
  readonly port: number;
  readonly pid: number;
  /** Without credentials. */
  readonly url: (mountPath: string) => string;
  readonly stall: (mountPath: string) => Promise<void>;
  readonly resume: (mountPath: string) => Promise<void>;
  readonly jump: (mountPath: string, ms: number) => Promise<void>;
  readonly play: (mountPath: string, file: number) => Promise<void>;
  /** Closes the connections of all clients. */
  readonly drop: () => Promise<void>;
  /** Freezes the whole process (SIGSTOP): connections stay, nobody answers. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
};

/** Null when a real RTSP server can run here, else what to install. */
export function rtspServerMissing(): string | null {
  try {
    execFileSync(python, ['-c', "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer"], { stdio: 'ignore' });
    return null;
  } catch {
    return 'apt-get install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-good gstreamer1.0-plugins-bad';
  }
}

function selfSignedCertificate(): { certificate: string; key: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchhouse-tls-'));
  const files = { certificate: path.join(folder, 'certificate.pem'), key: path.join(folder, 'key.pem') };
  const subject = ['-subj', '/CN=camera.invalid', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', files.key, '-out', files.certificate, ...subject], {
    stdio: 'ignore',
  });
  return files;
}

/** Starts GStreamer's RTSP server on loopback and a port of its own choice; throws when it does not come up in 20 s. */
export async function startRtspCamera({ tls = false, ...settings }: RtspCameraSettings): Promise<RtspCamera> {
  for (const file of settings.mounts.flatMap((m) => m.files)) if (!existsSync(file)) throw new Error(`no such file: ${file}`);
  const mounts = settings.mounts.map((mount) => ({ ...mount, codec: mount.codec === 'hevc' ? 'h265' : mount.codec }));
  const child = spawn(python, [script, JSON.stringify({ ...settings, mounts, ...(tls ? selfSignedCertificate() : {}) })], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => (complaints = (complaints + data.toString()).slice(-4_000)));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const waiting: ((line: Record<string, unknown>) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(JSON.parse(line) as Record<string, unknown>));

  function nextLine(): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`RTSP camera does not answer: ${complaints}`)), 20_000);
      waiting.push((line) => {
        clearTimeout(timer);
        resolve(line);
      });
      void closed.then(() => {
        clearTimeout(timer);
        reject(new Error(`RTSP camera ended: ${complaints}`));
      });
    });
  }
  async function tell(command: Record<string, unknown>): Promise<void> {
    const answer = nextLine();
    child.stdin.write(`${JSON.stringify(command)}\n`);
    await answer;
  }

  const { port } = await nextLine();
  if (typeof port !== 'number') throw new Error('RTSP camera told no port');
  return {
    port,
    pid: child.pid ?? -1,
    url: (mountPath) => `${tls ? 'rtsps' : 'rtsp'}://127.0.0.1:${port}${mountPath}`,
    stall: (mountPath) => tell({ do: 'stall', path: mountPath }),
    resume: (mountPath) => tell({ do: 'resume', path: mountPath }),
    jump: (mountPath, ms) => tell({ do: 'jump', path: mountPath, ms }),
    play: (mountPath, file) => tell({ do: 'play', path: mountPath, file }),
    drop: () => tell({ do: 'drop' }),
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    stop: async () => {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await closed;
    },
  };
}
