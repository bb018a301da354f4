import { portMessageType, type PortRequest } from '../../electron/contract/desktop.ts';
import { CallError } from '../channel/channel.ts';
import { desktopBridge } from './bridge.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

const patienceMs = 10_000;
let lastPort = 0;

/**
 * Asks the desktop shell for a way to the engine. The port comes as a window message of our own preload script; nobody
 * else's is taken.
 * @throws CallError `connection-lost` when there is none now
 */
export function askForPort(request: WithoutId<PortRequest>, page: Window = window): Promise<MessagePort> {
  const bridge = desktopBridge();
  if (bridge === null) return Promise.reject(new CallError('connection-lost', 'no desktop shell'));
  const id = `${Date.now().toString(36)}-${++lastPort}`;
  return new Promise((resolve, reject) => {
    let waiting = true;
    const giveUp = (): void => {
      waiting = false;
      reject(new CallError('connection-lost', `no ${request.kind} port`));
    };
    const onMessage = ({ source, origin, data, ports: [port] }: MessageEvent<unknown>): void => {
      if (source !== page || origin !== page.location.origin || port === undefined || !isFor(id, data)) return;
      page.removeEventListener('message', onMessage);
      clearTimeout(timer);
      if (waiting) resolve(port);
      else port.close(); // too late: somebody has asked again by now
    };
    const timer = setTimeout(giveUp, patienceMs);
    const refused = (): void => {
      page.removeEventListener('message', onMessage);
      clearTimeout(timer);
      giveUp();
    };
    page.addEventListener('message', onMessage);
    bridge.connect({ ...request, id }).then((granted) => {
      if (!granted) refused();
    }, refused);
  });
}

function isFor(id: string, data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === portMessageType && 'id' in data && data.id === id;
}
