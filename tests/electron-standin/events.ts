/** The first argument of Electron's events. */
export class StandInEvent {
  defaultPrevented = false;
  preventDefault = (): void => {
    this.defaultPrevented = true;
  };
}

/** Extends an event by properties, as Electron's newer events carry them. */
export function eventWith<T extends object>(properties: T): StandInEvent & T {
  return Object.assign(new StandInEvent(), properties);
}
