import { strictClass } from '../strict.ts';
import type { SchemeHandler } from './scheme-server.ts';

const privileged = new Map<string, Electron.Privileges>();
let ready = false;

/** From now on privileges can't be registered any more. */
export function appIsReady(): void {
  ready = true;
}

export class Protocol implements Pick<Electron.Protocol, 'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged'> {
  readonly handlers = new Map<string, SchemeHandler>();

  handle(scheme: string, handler: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>): void {
    if (['http', 'https', 'file'].includes(scheme)) throw new Error(`stand-in: protocol.handle of ${scheme} is not implemented`);
    if (!privileged.get(scheme)?.standard) throw new Error(`stand-in: protocol.handle of ${scheme} is only implemented for schemes registered as standard and secure`);
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    if (!this.handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }

  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    if (ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges = {} } of customSchemes) privileged.set(scheme, privileges);
  }
}

export function privilegedSchemes(): string[] {
  return [...privileged.keys()];
}

strictClass('protocol', Protocol);
