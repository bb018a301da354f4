import { eventWith } from '../events.ts';
import { codec } from '../page/codec.ts';
import type { FromPage } from '../page/messages.ts';
import { cloned, detachAll } from '../ports/message-port-main.ts';
import { settlePermission } from '../sessions/permissions.ts';
import { originOf, toChromium } from '../sessions/origins.ts';
import { ipcMain } from './ipc-main.ts';
import { PageChannel, portsOf } from './page-channel.ts';
import type { PageTarget } from './target.ts';
import type { WebContents } from './web-contents.ts';

/** Messages between the program and one page: `ipcMain`, `webContents.send`, ports, requests for permissions. */
export class PageIpc {
  readonly #contents: WebContents;
  readonly #target: PageTarget;
  #channel: PageChannel;

  constructor(contents: WebContents, target: PageTarget) {
    this.#contents = contents;
    this.#target = target;
    this.#channel = this.#newChannel();
    target.onMessage = (message) => this.#handle(message);
  }

  #newChannel(): PageChannel {
    return new PageChannel((message) => this.#target.post(message));
  }

  /** The document is gone, and with it the ports that it held. */
  documentGone(): void {
    this.#target.documentGone();
    const old = this.#channel;
    this.#channel = this.#newChannel();
    old.closeAll();
  }

  send(channel: string, args: readonly unknown[]): void {
    this.#target.post({ kind: 'send', channel, args: codec.encode(args), ports: [] });
  }

  postMessage(channel: string, message: unknown, transfer: readonly Electron.MessagePortMain[]): void {
    const args = codec.encode([cloned(message)]);
    this.#channel.sendWith(detachAll(transfer), (ports) => ({ kind: 'send', channel, args, ports }));
  }

  #handle(message: FromPage): void {
    if (message.kind === 'hello') {
      const old = this.#channel;
      this.#channel = this.#newChannel();
      old.closeAll();
      this.#contents.frameUrl = message.url;
    } else if (message.kind === 'send') this.#received(message);
    else if (message.kind === 'invoke') void this.#invoke(message);
    else if (message.kind === 'permission') void this.#permission(message);
    else if (message.kind === 'open') this.#contents.openedByPage(message.url, message.frameName, message.features);
    else this.#channel.handle(message);
  }

  #event(): object {
    const { mainFrame, id } = this.#contents;
    return { type: 'frame', sender: this.#contents, senderFrame: mainFrame, processId: id, frameId: mainFrame.routingId, frameTreeNodeId: mainFrame.frameTreeNodeId };
  }

  #received(message: FromPage & { kind: 'send' }): void {
    const event = eventWith({ ...this.#event(), ports: portsOf(this.#channel.adopt(message.ports)), reply: (channel: string, ...args: unknown[]) => this.#contents.send(channel, ...args) });
    const args = codec.decode(message.args) as unknown[];
    this.#contents.emit('ipc-message', event, message.channel, ...args);
    this.#contents.ipc.emit(message.channel, event, ...args);
    ipcMain.emit(message.channel, event, ...args);
  }

  async #invoke(message: FromPage & { kind: 'invoke' }): Promise<void> {
    const handler = this.#contents.ipc.handlerOf(message.channel) ?? ipcMain.handlerOf(message.channel);
    const target = this.#target;
    try {
      if (!handler) throw new Error(`No handler registered for '${message.channel}'`);
      const result = await handler(eventWith(this.#event()) as Electron.IpcMainInvokeEvent, ...(codec.decode(message.args) as unknown[]));
      target.post({ kind: 'reply', id: message.id, data: codec.encode(result) });
    } catch (error) {
      if (handler) console.error(`Error occurred in handler for '${message.channel}':`, error);
      target.post({ kind: 'failure', id: message.id, message: String(error) });
    }
  }

  async #permission({ id, permission, mediaTypes }: FromPage & { kind: 'permission' }): Promise<void> {
    const { session } = this.#contents;
    const url = this.#contents.mainFrame.url;
    const handler = session.requestHandler;
    const details = { requestingUrl: url, isMainFrame: true, securityOrigin: originOf(url), ...(permission === 'media' ? { mediaTypes } : {}) };
    const granted = handler === null || (await new Promise<boolean>((resolve) => handler(this.#contents, permission, resolve, details)));
    await settlePermission(permission, granted, await session.context, originOf(toChromium(url, session.label)));
    this.#target.post({ kind: 'permission', id, granted });
  }
}
