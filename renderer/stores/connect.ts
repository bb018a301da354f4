import type { PushData } from '../../electron/contract/calls.ts';
import type { Channel } from '../channel/channel.ts';
import { forgetDecided } from '../review/decisions.ts';
import { forgetDetails } from '../review/details.ts';
import { forgetQueue } from '../review/queue-store.ts';
import { untellAll } from '../ui/notices.ts';
import { useBehaviors } from './behaviors.ts';
import { applyCameraPush, setCameras, useCameras } from './cameras.ts';
import { mergeEvent, recentLimit, useEvents } from './events.ts';
import { useStation } from './station.ts';

const isOnlyState = ({ camera, status }: PushData<'camera'>): boolean => camera === null && status !== null;

/** Dozens of cameras tell their state every second: what comes within this time is taken over, and drawn, at once. */
const batchMs = 200;

/** @param waits false for what somebody waits for: it is taken over at once, with everything before it */
function inBatches<T>(take: (batch: readonly T[]) => void, waits: (item: T) => boolean): (item: T) => void {
  let batch: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const taken = batch;
    batch = [];
    take(taken);
  };
  return (item) => {
    batch.push(item);
    if (waits(item)) timer ??= setTimeout(flush, batchMs);
    else flush();
  };
}

/** Keeps the stores equal to what the engine says, from the first connection over every reconnect, and empties them when the account leaves. */
export function connectStores(channel: Channel): () => void {
  const load = (): void => {
    channel.call('cameras.list', {}).then(setCameras, (error: unknown) => useCameras.setState({ error }));
    channel.call('behaviors.list', {}).then((cards) => useBehaviors.setState({ cards }), () => undefined);
    channel.call('station.status', {}).then((status) => useStation.setState({ status, error: undefined }), (error: unknown) => useStation.setState({ error }));
    channel
      .call('events.list', { filter: {}, limit: recentLimit })
      .then(({ rows }) => useEvents.setState({ recent: rows, error: undefined }), (error: unknown) => useEvents.setState({ error }));
  };
  const stops = [
    channel.on('camera', inBatches((pushed) => useCameras.setState(({ entries }) => (entries === undefined ? {} : { entries: pushed.reduce(applyCameraPush, entries) })), isOnlyState)),
    channel.on('event', (event) => useEvents.setState(({ recent }) => (recent === undefined ? {} : { recent: mergeEvent(recent, event) }))),
    channel.on('station', (status) => useStation.setState({ status })),
    channel.onState((state) => {
      if (state === 'open') load();
    }),
  ];
  if (channel.state() === 'open') load();
  return () => {
    for (const stop of stops) stop();
    useCameras.setState({ entries: undefined, error: undefined });
    useEvents.setState({ recent: undefined, error: undefined });
    useStation.setState({ status: undefined, error: undefined });
    forgetDecided();
    forgetDetails();
    forgetQueue();
    untellAll();
  };
}
