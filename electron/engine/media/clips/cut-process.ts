import { silenceLibrary } from '../source/library.ts';
import type { ClipResult, ClipWork, FromCutProcess, PreviewResult, ToCutProcess } from './clip-job.ts';
import { cutClip } from './cut-clip.ts';
import { makePreview } from './preview.ts';

function carryOut(work: ClipWork): Promise<ClipResult | PreviewResult> {
  return work.kind === 'cut' ? cutClip(work.job) : makePreview(work.job);
}

// The child process behind ClipCutter: one piece of work at a time, gone when the engine is gone.
silenceLibrary();
process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  const { number, work } = message as ToCutProcess;
  void carryOut(work).then((result) => process.send?.({ number, result } satisfies FromCutProcess));
});
