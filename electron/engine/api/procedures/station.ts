import type { LogLine, StationSettings, StationStatus } from '../../../contract/station.ts';
import type { Actor } from '../../accounts/audit.ts';
import { actorOf } from '../../accounts/accounts.ts';
import { callerOf, type Procedures } from '../call-context.ts';

/** The station itself: what the engine's root knows of processes, models and disks. */
export type StationControl = {
  status(): StationStatus | Promise<StationStatus>;
  log(limit: number): LogLine[];
  settings(): Promise<StationSettings>;
  setSettings(actor: Actor, settings: StationSettings): Promise<StationSettings>;
  checkProviders(): Promise<StationStatus>;
};

type Group = 'station.status' | 'station.log' | 'station.settings' | 'station.setSettings' | 'station.checkProviders';

export function stationProcedures(station: StationControl): Pick<Procedures, Group> {
  return {
    'station.status': () => station.status(),
    'station.log': ({ limit }) => station.log(limit),
    'station.settings': () => station.settings(),
    'station.setSettings': ({ settings }, context) => station.setSettings(actorOf(callerOf(context)), settings),
    'station.checkProviders': () => station.checkProviders(),
  };
}
