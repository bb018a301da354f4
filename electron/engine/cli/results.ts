import type { Seen } from '../analysis/analyzer.ts';
import type { EpisodeChange } from '../behavior/episode.ts';
import { eventLine, trackLine } from './lines.ts';
import { checkWritable, openOutput, type Output } from './output.ts';

export type Results = {
  readonly observe: (seen: Seen) => void;
  readonly episode: (change: EpisodeChange) => void;
  /** Puts the files where they were asked for. @throws CliError */
  readonly keep: () => Promise<void>;
  readonly discard: () => Promise<void>;
};

/**
 * Where tracks and events go; events without a file go to standard output. Times of events count from the start of a file,
 * and from the first picture of a stream.
 * @throws CliError when a file cannot be put there
 */
export async function openResults(files: { readonly events: string | null; readonly tracks: string | null }, isStream: boolean): Promise<Results> {
  const named = [files.events, files.tracks].filter((file) => file !== null);
  await Promise.all(named.map(checkWritable));
  const events = files.events === null ? null : openOutput(files.events);
  const tracks = files.tracks === null ? null : openOutput(files.tracks);
  const outputs: Output[] = [events, tracks].filter((output) => output !== null);
  let startedAt: number | null = isStream ? null : 0;
  return {
    observe({ frame, tracks: found }) {
      startedAt ??= frame.at;
      for (const track of found) tracks?.write(trackLine(frame.index, track, frame.sourceWidth, frame.sourceHeight));
    },
    episode({ kind, episode }) {
      if (kind !== 'closed') return;
      const line = eventLine(episode, startedAt ?? 0);
      if (events === null) process.stdout.write(`${line}\n`);
      else events.write(line);
    },
    async keep() {
      for (const output of outputs) await output.keep();
    },
    async discard() {
      for (const output of outputs) await output.discard();
    },
  };
}
