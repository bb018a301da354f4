import { mostModelClasses, type Looked, type UnusedObject } from '../../../../contract/detector.ts';
import { planarSize } from '../../../media/frames/picture-scaler.ts';
import { openVideoFile } from '../../../media/frames/video-file-frames.ts';
import type { PictureFit, PlanarPicture } from '../../../media/small-frame.ts';
import { pictureFormats } from '../../../media/source/video-file.ts';
import type { Provider } from '../../inference/inference-protocol.ts';
import { loadModel } from '../../inference/load-model.ts';
import { median } from '../../median.ts';
import type { DetectorCard, Model } from '../../model-card.ts';
import type { Detection } from '../../observation.ts';
import type { OutputTensor } from '../detector.ts';
import { familyOf } from '../imported/families.ts';
import type { ImportedCard } from '../imported/imported-card.ts';
import { namedOutputs } from '../imported/run-imported.ts';
import { messageOf } from './try-model.ts';
import { TrialError, type TrialAnswer } from './trial-protocol.ts';

const warmUps = 2;
const runs = 9;
/** Slow models are run less often: so long for all runs together. */
const measuredWithinMs = 15_000;
/** Width of the picture that windows show, and of the one that speed is measured with. */
const shownWidth = 1280;
/** A detector's findings below this are no tracker's business. */
const leastShown = 0.25;
const mostShown = 200;

type AnyDetector = Model<DetectorCard | ImportedCard>;
type PictureOf = (fit: number | PictureFit) => PlanarPicture;

const fitOf = ({ card }: AnyDetector): number | PictureFit => (card.kind === 'imported' ? card.input.fit : card.input.longest);

/** What a model said of a picture at first. */
type Answer = { readonly outputs: Readonly<Record<string, OutputTensor>>; readonly picture: PlanarPicture };

function shown<D extends Detection>(found: readonly D[]): D[] {
  return found.filter(({ confidence }) => confidence >= leastShown).slice(0, mostShown);
}

/** What a model found of the classes that count as nothing: who does not know their names sees what they are. */
function unusedIn({ outputs, picture }: Answer, card: ImportedCard): UnusedObject[] {
  const used = new Set(card.classes.map(({ index }) => index));
  const others = Array.from({ length: Math.min(card.classCount, mostModelClasses) }, (_, index) => ({ index, class: 'person' as const })).filter(({ index }) => !used.has(index));
  return shown(familyOf(card.family).decode(namedOutputs(outputs, card), picture, { ...card, classes: others })).map(({ index, confidence, box }) => ({ index, confidence, box }));
}

/** Runs detectors by turns on one picture in this process, so that a busy machine slows all of them. @throws TrialError */
async function compare(models: readonly AnyDetector[], pictureOf: PictureOf, provider: Provider, threads: number): Promise<(Looked & Answer)[]> {
  try {
    const loaded = await Promise.all(models.map(async (model) => ({ ...(await loadModel(model, provider, threads)), picture: pictureOf(fitOf(model)), times: [] as number[], outputs: {} })));
    const startedAt = performance.now();
    for (let run = 0; run < warmUps + runs; run++) {
      for (const each of loaded) {
        const { width, height } = each.picture;
        const from = performance.now();
        const outputs = await each.run(each.picture, [1, 3, height, width]);
        if (run >= warmUps || performance.now() - startedAt > measuredWithinMs) each.times.push(performance.now() - from);
        if (run === 0) each.outputs = outputs;
      }
      if (performance.now() - startedAt > measuredWithinMs) break;
    }
    for (const { release } of loaded) await release();
    return loaded.map(({ times, decode, outputs, picture }) => ({ msPerRun: median(times), found: shown(decode(outputs, picture) as Detection[]), outputs, picture }));
  } catch (error) {
    throw new TrialError('run-failed', messageOf(error));
  }
}

/** Median times of an imported detector and of the built-in one, on planes of noise as a 16:9 camera would give them. */
export async function measure(builtIn: Model, imported: Model<ImportedCard>, provider: Provider, threads: number): Promise<{ msPerRun: number; builtInMsPerRun: number }> {
  const noise: PictureOf = (fit) => {
    const size = planarSize(shownWidth, (shownWidth * 9) / 16, typeof fit === 'number' ? { way: 'longest', longest: fit, pad: 0 } : fit);
    return { ...size, data: Uint8Array.from({ length: 3 * size.width * size.height }, (_, at) => (at * 7919) % 251) };
  };
  const [own, theirs] = await compare([builtIn, imported], noise, provider, threads);
  return { msPerRun: theirs?.msPerRun ?? 0, builtInMsPerRun: own?.msPerRun ?? 0 };
}

/** Both detectors on a picture from outside, a JPEG or PNG. @throws TrialError */
export async function check(builtIn: Model, imported: Model<ImportedCard>, picture: string, provider: Provider, threads: number): Promise<Extract<TrialAnswer, { type: 'checked' }>['result']> {
  const { frame, close } = openPicture(picture);
  try {
    const [own, theirs] = await compare([builtIn, imported], (fit) => frame.planes(fit), provider, threads);
    if (own === undefined || theirs === undefined) throw new TrialError('run-failed', 'a detector gave no answer');
    return { picture: `data:image/jpeg;base64,${frame.jpeg(shownWidth).toString('base64')}`, width: frame.sourceWidth, height: frame.sourceHeight, builtIn: own, imported: theirs, unused: unusedIn(theirs, imported.card) };
  } finally {
    frame.free();
    close();
  }
}

function openPicture(path: string): { frame: ReturnType<typeof firstFrame>; close: () => void } {
  try {
    const file = openVideoFile(path, { formats: pictureFormats });
    return { frame: firstFrame(file), close: file.close };
  } catch (error) {
    throw new TrialError('bad-picture', messageOf(error));
  }
}

function firstFrame(file: ReturnType<typeof openVideoFile>) {
  for (const frame of file.frames('source')) return frame;
  throw new TrialError('bad-picture', 'no picture in it');
}
