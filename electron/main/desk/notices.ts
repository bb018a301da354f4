import { Notification } from 'electron';
import { EventSummary } from '../../contract/event.ts';
import type { ShellSettings } from '../../contract/desktop.ts';
import type { Severity } from '../../contract/scene.ts';
import { fill, type ShellWords } from '../words/words.ts';
import { howToTell } from './quiet-hours.ts';

export type NoticesOptions = {
  readonly settings: () => ShellSettings;
  readonly words: () => ShellWords;
  readonly open: (eventId: string) => void;
  readonly openReview: () => void;
  readonly sound: (severity: Severity) => void;
  readonly now?: () => Date;
};

/** More than this many notices within the time become one that counts them. */
const mostAtOnce = 3;
const withinMs = 30_000;
const remembered = 2000;
const mostShown = 50;
/** What an engine tells late, after a restart, is no news. */
const staleAfterMs = 120_000;

/** Tells people about events as they happen, by the system's notices and by sounds. */
export class Notices {
  readonly #options: NoticesOptions;
  readonly #told = new Set<string>();
  /** What is shown is kept, since a notice that is collected forgets its clicks. */
  readonly #shown = new Set<Notification>();
  #recent: number[] = [];
  #unsaid = 0;
  #more: NodeJS.Timeout | null = null;

  constructor(options: NoticesOptions) {
    this.#options = options;
  }

  /** Each event is told once, when it is first heard of. */
  hear(data: unknown): void {
    const parsed = EventSummary.safeParse(data);
    if (!parsed.success) return;
    const event = parsed.data;
    const now = this.#options.now?.() ?? new Date();
    if (event.state !== 'open' || this.#told.has(event.id)) return;
    this.#remember(event.id);
    if (now.getTime() - event.startedAt > staleAfterMs && event.endedAt !== null) return;
    const { notice, sound } = howToTell(event.severity, this.#options.settings(), now);
    if (sound) this.#options.sound(event.severity);
    if (notice) this.#notice(event, now.getTime());
  }

  /** Says something that is no event. */
  say(title: string, body: string, clicked: () => void): void {
    this.#show({ title, body, urgent: false, clicked });
  }

  close(): void {
    if (this.#more) clearTimeout(this.#more);
    for (const notice of this.#shown) notice.close();
  }

  #notice({ id, severity, cameraName, place }: EventSummary, at: number): void {
    this.#recent = this.#recent.filter((before) => at - before < withinMs);
    if (this.#recent.length >= mostAtOnce) {
      this.#unsaid++;
      this.#more ??= setTimeout(() => this.#sayMore(), withinMs);
      return;
    }
    this.#recent.push(at);
    const words = this.#options.words();
    this.#show({
      title: words[`severity.${severity}`],
      body: place === null ? cameraName : fill(words['notice.at'], { camera: cameraName, place }),
      urgent: severity === 'red',
      clicked: () => this.#options.open(id),
    });
  }

  #sayMore(): void {
    const words = this.#options.words();
    this.#more = null;
    const count = this.#unsaid;
    this.#unsaid = 0;
    if (count > 0) this.#show({ title: fill(words['notice.more'], { count }), body: words['notice.moreText'], urgent: false, clicked: () => this.#options.openReview() });
  }

  #show({ title, body, urgent, clicked }: { title: string; body: string; urgent: boolean; clicked: () => void }): void {
    if (!Notification.isSupported()) return;
    // Sounds are our own, by severity.
    const notice = new Notification({ title, body, silent: true, urgency: urgent ? 'critical' : 'normal', timeoutType: urgent ? 'never' : 'default' });
    this.#shown.add(notice);
    // Not every system says that a notice was closed.
    const [oldest] = this.#shown;
    if (this.#shown.size > mostShown && oldest !== undefined) this.#shown.delete(oldest);
    const forget = (): void => void this.#shown.delete(notice);
    notice.on('click', () => {
      forget();
      clicked();
    });
    notice.on('close', forget);
    notice.on('failed', forget);
    notice.show();
  }

  #remember(id: string): void {
    this.#told.add(id);
    if (this.#told.size <= remembered) return;
    const [oldest] = this.#told;
    if (oldest !== undefined) this.#told.delete(oldest);
  }
}
