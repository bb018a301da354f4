import type { AnalyzerModels } from '../analysis/models.ts';
import type { PictureFit, PlanarPicture } from '../media/small-frame.ts';
import type { CameraRun } from '../media/worker-protocol.ts';
import type { Detection } from '../vision/observation.ts';
import type { SharedDetector } from './detector.ts';
import type { OwnDetector } from './own-detector.ts';

/** What finds objects for one camera: the detector that was chosen for it, and the built-in one while that is of no use. */
export class CameraDetector {
  readonly #cameraId: string;
  readonly #shared: SharedDetector;
  readonly #builtIn: Pick<AnalyzerModels, 'detect' | 'fit'>;
  #chosen: CameraRun['detector'] = null;
  #own: OwnDetector | null = null;

  constructor(cameraId: string, shared: SharedDetector, builtIn: Pick<AnalyzerModels, 'detect' | 'fit'>) {
    this.#cameraId = cameraId;
    this.#shared = shared;
    this.#builtIn = builtIn;
  }

  /** Takes effect with the next picture. */
  choose(chosen: CameraRun['detector']): void {
    this.#chosen = chosen;
    this.#own = this.#shared.own(this.#cameraId, chosen === 'missing' ? null : chosen);
  }

  /** Why the built-in detector looks in place of the chosen one; undefined while it does not. */
  get fallback(): 'missing' | 'broken' | undefined {
    if (this.#chosen === 'missing') return 'missing';
    return this.#own?.works === false ? 'broken' : undefined;
  }

  get fit(): number | PictureFit {
    const own = this.#working();
    return own === null ? this.#builtIn.fit : own.fit;
  }

  /** For a picture made with `fit` just before. */
  readonly detect = (picture: PlanarPicture): Promise<readonly Detection[]> => (this.#working()?.own ?? this.#builtIn).detect(picture);

  #working(): { readonly own: OwnDetector; readonly fit: PictureFit } | null {
    if (this.#own?.works !== true || this.#chosen === null || this.#chosen === 'missing') return null;
    return { own: this.#own, fit: this.#chosen.card.input.fit };
  }
}
