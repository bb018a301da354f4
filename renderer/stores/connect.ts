import type { Channel } from '../channel/channel.ts';
import { useBehaviors } from './behaviors.ts';
import { applyCameraPush, setCameras, useCameras } from './cameras.ts';
import { mergeEvent, recentLimit, useEvents } from './events.ts';
import { useStation } from './station.ts';

/** Dozens of cameras tell their state every second: what comes within this time is taken over, and drawn, at once. */
const batchMs = 200;

function inBatches<T>(take: (batch: readonly T[]) => void): (item: T) => void {
  let batch: T[] = [];
  return (item) => {
    batch.push(item);
    if (batch.length > 1) return;
    setTimeout(() => {
      const taken = batch;
      batch = [];
      take(taken);
    }, batchMs);
  };
}

/** Keeps the stores equal to what the engine says, from the first connection over every reconnect. */
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
    channel.on('camera', inBatches((pushed) => useCameras.setState(({ entries }) => (entries === undefined ? {} : { entries: pushed.reduce(applyCameraPush, entries) })))),
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
  };
}
