import { connectParent } from '../../process/parent.ts';
import { silenceLibrary } from '../source/library.ts';
import type { ClipResult, ClipWork, FromCutProcess, PreviewResult, ToCutProcess } from './clip-job.ts';
import { cutClip } from './cut-clip.ts';
import { makePreview } from './preview.ts';

function carryOut(work: ClipWork): Promise<ClipResult | PreviewResult> {
  return work.kind === 'cut' ? cutClip(work.job) : makePreview(work.job);
}

// The child process behind ClipCutter: one piece of work at a time, gone when the engine is gone.
silenceLibrary();
const parent = connectParent();
parent.onGone(() => process.exit());
parent.onMessage((message) => {
  const { number, work } = message as ToCutProcess;
  void carryOut(work).then((result) => parent.send({ number, result } satisfies FromCutProcess));
});
