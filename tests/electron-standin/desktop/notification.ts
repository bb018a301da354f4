import { EventEmitter } from 'node:events';
import { record } from '../recorded.ts';
import { strictClass } from '../strict.ts';

/** A notification of the desktop; whoever tests emits 'click', 'action' and the like on those in `Notification.shown`. */
export class Notification extends EventEmitter {
  static readonly shown: Notification[] = [];
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  hasReply: boolean;
  replyPlaceholder: string;
  urgency: NonNullable<Electron.NotificationConstructorOptions['urgency']>;
  timeoutType: NonNullable<Electron.NotificationConstructorOptions['timeoutType']>;
  icon: Electron.NotificationConstructorOptions['icon'];
  sound: string;
  closeButtonText: string;
  toastXml: string;
  actions: Electron.NotificationAction[];

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.hasReply = options.hasReply ?? false;
    this.replyPlaceholder = options.replyPlaceholder ?? '';
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
    this.icon = options.icon;
    this.sound = options.sound ?? '';
    this.closeButtonText = options.closeButtonText ?? '';
    this.toastXml = options.toastXml ?? '';
    this.actions = options.actions ?? [];
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    record('notification.show', this.title, this.body);
    Notification.shown.push(this);
    setImmediate(() => this.emit('show', {}));
  }
  close(): void {
    const index = Notification.shown.indexOf(this);
    if (index < 0) return;
    Notification.shown.splice(index, 1);
    setImmediate(() => this.emit('close', {}));
  }
}

strictClass('Notification', Notification);
