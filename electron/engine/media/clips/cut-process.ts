import { silenceLibrary } from '../source/library.ts';
import type { FromCutProcess, ToCutProcess } from './clip-job.ts';
import { cutClip } from './cut-clip.ts';

// The child process behind ClipCutter: one clip at a time, gone when the engine is gone.
silenceLibrary();
process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  const { number, cut } = message as ToCutProcess;
  void cutClip(cut).then((result) => process.send?.({ number, result } satisfies FromCutProcess));
});
