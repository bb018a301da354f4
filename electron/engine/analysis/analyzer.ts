import type { ObjectClass, Scene } from '../../contract/scene.ts';
import type { ObservationClock } from '../behavior/conditions/combine.ts';
import type { EpisodeChange } from '../behavior/episode.ts';
import type { PlanarPicture, SmallFrame } from '../media/small-frame.ts';
import { createMotionGate, type Motion, type MotionGate } from '../vision/motion/gate.ts';
import type { Detection, Observation, Track } from '../vision/observation.ts';
import { createFollow } from '../vision/tracking/follow.ts';
import { createFollower, type Follower } from './follower.ts';
import { createRules, type Rules } from './rules.ts';

export type Seen = {
  readonly frame: SmallFrame;
  /** The observation with ids that go on when an object was lost and found. */
  readonly observation: Observation;
  /** The same tracks under the tracker's own ids. */
  readonly tracks: readonly Track[];
  /** Tracks of the observation that take part in an open event. */
  readonly alarmed: ReadonlySet<number>;
};

export type AnalyzerOptions = {
  /** Finds objects; answers have to come in the order of the calls. */
  readonly detect: (picture: PlanarPicture) => Promise<readonly Detection[]>;
  /** Longer side of the detector's picture in pixels. */
  readonly longest: number;
  /** `motion`: the detector looks when something moves. `always`: it looks at every frame. */
  readonly gate: 'motion' | 'always';
  /** Only these classes are followed; null means all. */
  readonly classes: readonly ObjectClass[] | null;
  /** Which clock the frames carry; the wall's when left out. */
  readonly clock?: ObservationClock;
  readonly onObservation: (seen: Seen) => void;
  /** `frame` is the picture in which it was found, null when it ended with the source. May not be kept. */
  readonly onEpisode: (change: EpisodeChange, frame: SmallFrame | null) => void;
  /** A frame that the detector could not be asked about; it is left out. */
  readonly onFailure: (error: unknown) => void;
};

export type AnalyzerCounts = { readonly offered: number; readonly analysed: number; readonly active: number; readonly dropped: number };

/** One frame is decoded and scaled while the detector is busy with the one before. */
const mostInFlight = 2;

/**
 * From the frames of one source to observations and episodes, in order: motion gate, detector, tracker, behaviours.
 * Frames are handed over with `take` (a file: waits, loses none, the same frames give the same answers) or `offer`
 * (a camera: never waits, drops the oldest). Either way the analyzer frees them.
 */
export class Analyzer {
  readonly #options: AnalyzerOptions;
  readonly #rules: Rules;
  #gate: MotionGate = createMotionGate();
  #follower: Follower | null = null;
  #aspect = 0;
  #gatedAt = -Infinity;
  #judgedAt = -Infinity;
  readonly #inFlight: Promise<void>[] = [];
  #waiting: SmallFrame | null = null;
  #counts = { offered: 0, analysed: 0, active: 0, dropped: 0 };

  constructor(options: AnalyzerOptions) {
    this.#options = options;
    this.#rules = createRules({ clock: options.clock ?? 'wall' });
  }

  get counts(): AnalyzerCounts {
    return { ...this.#counts };
  }

  /** Replaces what is watched, effective with the next frame. @throws SceneError, and then nothing has changed */
  setScene(scene: Scene): void {
    for (const change of this.#rules.setScene(scene)) this.#options.onEpisode(change, null);
  }

  /** Takes the state of an outside input, such as a door's contact, at a wall-clock moment. */
  input(input: string, active: boolean, at: number): void {
    this.#rules.input(input, active, at);
  }

  /** Hands a frame over; resolves when the next one may come. */
  async take(frame: SmallFrame): Promise<void> {
    this.#counts.offered++;
    while (this.#inFlight.length >= mostInFlight) await this.#inFlight[0];
    this.#start(frame);
    while (this.#inFlight.length >= mostInFlight) await this.#inFlight[0];
  }

  /** Hands a frame over without waiting; when the detector is behind, the frame that waited longest is dropped. */
  offer(frame: SmallFrame): void {
    this.#counts.offered++;
    if (this.#inFlight.length < mostInFlight) {
      this.#start(frame);
      return;
    }
    if (this.#waiting !== null) {
      this.#waiting.free();
      this.#counts.dropped++;
    }
    this.#waiting = frame;
  }

  /** Waits for what is in flight and ends every episode. The analyzer may be used again afterwards. */
  async finish(): Promise<void> {
    while (this.#inFlight.length > 0) await this.#inFlight[0];
    this.#reset();
  }

  #start(frame: SmallFrame): void {
    const { at } = frame;
    let motion: Motion;
    let answer: Promise<readonly Detection[]> | null;
    try {
      if (at < this.#gatedAt) this.#gate = createMotionGate();
      this.#gatedAt = at;
      motion = this.#gate(frame.gray(), at, this.#follower?.tracksLive() ?? false);
      const looks = motion.active || this.#options.gate === 'always';
      answer = looks ? this.#options.detect(frame.planes(this.#options.longest)) : null;
    } catch (error) {
      frame.free();
      this.#options.onFailure(error);
      return;
    }
    const before = this.#inFlight.at(-1);
    const done = this.#conclude(frame, motion, answer, before).finally(() => {
      void this.#inFlight.shift();
      const next = this.#waiting;
      this.#waiting = null;
      if (next !== null) this.#start(next);
    });
    this.#inFlight.push(done);
  }

  async #conclude(frame: SmallFrame, motion: Motion, answer: Promise<readonly Detection[]> | null, before: Promise<void> | undefined): Promise<void> {
    try {
      const [detections] = await Promise.all([answer, before]);
      this.#judge(frame, motion, detections);
    } catch (error) {
      this.#options.onFailure(error);
    } finally {
      frame.free();
    }
  }

  #judge(frame: SmallFrame, motion: Motion, detections: readonly Detection[] | null): void {
    const { at } = frame;
    const follower = this.#followerFor(frame);
    const { classes } = this.#options;
    const wanted = detections?.filter((found) => classes === null || classes.includes(found.class));
    const raw = wanted === undefined ? follower.rest(at) : follower.look(wanted, motion.mask, at);
    this.#counts.analysed++;
    if (detections !== null) this.#counts.active++;
    const { observation, changes, alarmed } = this.#rules.judge(raw);
    this.#options.onObservation({ frame, observation, tracks: raw.tracks, alarmed });
    for (const change of changes) this.#options.onEpisode(change, frame);
  }

  /** A clock that went back or a picture of another shape is a new beginning. */
  #followerFor({ at, sourceWidth, sourceHeight }: SmallFrame): Follower {
    const aspect = sourceWidth / sourceHeight;
    if (this.#follower !== null && (at < this.#judgedAt || aspect !== this.#aspect)) this.#reset();
    this.#judgedAt = at;
    this.#aspect = aspect;
    return (this.#follower ??= createFollower(createFollow(aspect), aspect));
  }

  #reset(): void {
    this.#follower = null;
    this.#judgedAt = -Infinity;
    for (const change of this.#rules.reset()) this.#options.onEpisode(change, null);
  }
}
