import type { RelativeBox } from '../../contract/geometry.ts';
import type { ObjectClass, Scene } from '../../contract/scene.ts';
import type { ObservationClock } from '../behavior/conditions/combine.ts';
import type { EpisodeChange } from '../behavior/episode.ts';
import { createFramePicker, type FramePicker } from '../media/frames/frame-picker.ts';
import type { SmallFrame } from '../media/small-frame.ts';
import { createFightStage, type FightStage } from '../vision/fight/fight-stage.ts';
import { createMotionGate, type Motion, type MotionGate } from '../vision/motion/gate.ts';
import type { Detection, Observation, Skeleton, Track } from '../vision/observation.ts';
import { overlap } from '../vision/overlap.ts';
import { withOwners } from '../vision/pose/owners.ts';
import { createPosePace, type PosePace } from '../vision/pose/pose-pace.ts';
import { bodiesInPicture, createPoseViews, type PoseViews } from '../vision/pose/pose-view.ts';
import { mergeLooks } from '../vision/views/merge-looks.ts';
import { createViewPlanner, defaultViewPlannerOptions, onlyWhole, type ViewPlan, type ViewPlanner } from '../vision/views/view-planner.ts';
import { createFollow } from '../vision/tracking/follow.ts';
import { picturesFor, viewOf, type FightAnswer } from './fight-view.ts';
import { createFollower, type Follower } from './follower.ts';
import type { AnalyzerModels } from './models.ts';
import { createRules, type Rules } from './rules.ts';
import { createThingsStage, type ThingsStage } from './things-stage.ts';

export type Seen = {
  readonly frame: SmallFrame;
  /** The observation with ids that go on when an object was lost and found. */
  readonly observation: Observation;
  /** The same tracks under the tracker's own ids. */
  readonly tracks: readonly Track[];
  /** Tracks of the observation that take part in an open event. */
  readonly alarmed: ReadonlySet<number>;
};

export type AnalyzerOptions = AnalyzerModels & {
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

/** `active`: the detector looked. `posed`: bodies were looked for. `detectorPixels`: that the detector looked at, in all. */
export type AnalyzerCounts = { readonly offered: number; readonly analysed: number; readonly active: number; readonly posed: number; readonly dropped: number; readonly detectorPixels: number };

/** A person whom the detector is no surer of may be nobody, and is no reason to look for bodies or fights. */
const leastPerson = 0.25;

/** The same of a body. */
const leastBodyForPose = 0.2;

/** What came of the frame of that number, as far as it decides which models look at later ones. */
type Outcome = { readonly number: number; readonly at: number; readonly follows: boolean; readonly people: readonly RelativeBox[]; readonly seesPeople: boolean; readonly bodies: readonly RelativeBox[] | null };

/** The same with what decides how the detector looks at later ones. */
type LookedAt = Outcome & { readonly tracks: readonly Track[]; readonly fought: FightAnswer | null; readonly known: readonly RelativeBox[]; readonly found: readonly RelativeBox[]; readonly plan: ViewPlan | null };

/** What the models are asked about one picture; null what they are not. */
type Asked = { readonly plan: ViewPlan | null; readonly objects: Promise<readonly Detection[]> | null; readonly bodies: Promise<readonly Skeleton[] | null> | null; readonly fight: Promise<FightAnswer | null> | null };

/** In a large picture the usual luma for the motion gate would leave nothing of who is far away. */
function gateWidth({ sourceWidth }: SmallFrame): number | undefined {
  return sourceWidth > 1280 ? 240 : undefined;
}

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
  #pace: PosePace = createPosePace();
  #poseViews: PoseViews | null = null;
  #planner: ViewPlanner | null = null;
  /** What was followed or moved in the newest frame looked at; the next ones are looked at accordingly. */
  #known: readonly RelativeBox[] = [];
  #fights: FightStage | null = null;
  /** Chooses the frames that are analysed; null: all are. */
  #picker: FramePicker | null = null;
  #rate = 1;
  /** Whether something moved in the newest frame looked at; at the beginning nobody knows. */
  #moves = true;
  #started = 0;
  #follows = false;
  #outcomes: LookedAt[] = [];
  #follower: Follower | null = null;
  #things: ThingsStage | null = null;
  #aspect = 0;
  #gatedAt = -Infinity;
  #judgedAt = -Infinity;
  readonly #inFlight: Promise<void>[] = [];
  #waiting: SmallFrame | null = null;
  #counts = { offered: 0, analysed: 0, active: 0, posed: 0, dropped: 0, detectorPixels: 0 };

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

  /**
   * Sets how many frames a second are analysed, and which share of the wanted ones that is; gives how many are to be handed over, since rules
   * may need pictures in between.
   */
  setFps(fps: number, rate = 1): number {
    this.#rate = rate;
    const pictures = this.#watchesFights() ? picturesFor(fps) : fps;
    if (pictures === fps) this.#picker = null;
    else if (this.#picker === null) this.#picker = createFramePicker(fps);
    else this.#picker.setFps(fps);
    return pictures;
  }

  /** Takes the state of an outside input, such as a door's contact, at a wall-clock moment. */
  input(input: string, active: boolean, at: number): void {
    this.#rules.input(input, active, at);
  }

  /** Hands a frame over; resolves when the next one may come. */
  async take(frame: SmallFrame): Promise<void> {
    if (this.#glance(frame)) return;
    this.#counts.offered++;
    while (this.#inFlight.length >= mostInFlight) await this.#inFlight[0];
    this.#start(frame);
    while (this.#inFlight.length >= mostInFlight) await this.#inFlight[0];
  }

  /** Hands a frame over without waiting; when the detector is behind, the frame that waited longest is dropped. */
  offer(frame: SmallFrame): void {
    if (this.#glance(frame)) return;
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

  #watchesFights(): boolean {
    return this.#options.fights !== null && this.#rules.needs('fights');
  }

  /** Keeps the picture for the fight model where it is needed; true when that was all the frame was for. */
  #glance(frame: SmallFrame): boolean {
    const isBetween = this.#picker?.wants(frame.at) === false;
    try {
      if (!this.#watchesFights()) this.#fights = null;
      else if (this.#moves) (this.#fights ??= createFightStage()).see(frame, frame.gray());
    } catch (error) {
      this.#options.onFailure(error);
    }
    if (isBetween) frame.free();
    return isBetween;
  }

  #start(frame: SmallFrame): void {
    const { at } = frame;
    const number = this.#started++;
    let motion: Motion;
    let asked: Asked;
    try {
      if (at < this.#gatedAt) {
        this.#gate = createMotionGate();
        this.#pace = createPosePace();
        this.#outcomes = [];
        this.#planner = null;
        this.#poseViews = null;
        this.#known = [];
      }
      this.#gatedAt = at;
      this.#learn(number);
      motion = this.#gate(frame.gray(gateWidth(frame)), at, this.#follows || this.#pace.follows());
      this.#moves = motion.active;
      asked = this.#ask(frame, motion, motion.active || this.#options.gate === 'always');
    } catch (error) {
      frame.free();
      this.#options.onFailure(error);
      return;
    }
    const before = this.#inFlight.at(-1);
    const done = this.#conclude(frame, number, motion, asked, before).finally(() => {
      void this.#inFlight.shift();
      const next = this.#waiting;
      this.#waiting = null;
      if (next !== null) this.#start(next);
    });
    this.#inFlight.push(done);
  }

  #ask(frame: SmallFrame, motion: Motion, open: boolean): Asked {
    const { fit, poses, fights, onFailure } = this.#options;
    if (!open) return { plan: null, objects: null, bodies: null, fight: null };
    // Without bodies and fights the picture is still worth its objects.
    const failed = (error: unknown): null => {
      onFailure(error);
      return null;
    };
    const question = this.#fights?.ask(frame.at, this.#rate) ?? null;
    const watchesBodies = poses !== null && this.#rules.needs('skeletons');
    // Nobody is being followed by the body any more.
    if (!watchesBodies) this.#pace = createPosePace();
    const plan = typeof fit === 'number' ? this.#plan(frame, motion, fit) : onlyWhole;
    const objects = this.#look(frame, plan);
    const bodies = watchesBodies && this.#pace.wants(frame.at, open, this.#rate) ? this.#findBodies(frame, motion, poses).catch(failed) : null;
    const fight = question === null || fights === null ? null : fights.judge(question.data).then((score) => ({ box: question.box, score })).catch(failed);
    return { plan, objects, bodies, fight };
  }

  #plan({ at, sourceWidth: width, sourceHeight: height }: SmallFrame, { regions, globalChange }: Motion, longest: number): ViewPlan {
    this.#planner ??= createViewPlanner(longest);
    return this.#planner.plan({ at, source: { width, height }, motion: regions, known: this.#known, settled: !globalChange });
  }

  /** What the views of a plan show, together. */
  async #look(frame: SmallFrame, { views }: ViewPlan): Promise<readonly Detection[]> {
    const { detect, fit } = this.#options;
    const parts = views.map((view) => ({ view, picture: view === null ? frame.planes(fit) : frame.part(view) }));
    const all = parts.flatMap(({ view, picture }) => (picture === null ? [] : [{ view, picture }]));
    const pictures = all.length === parts.length ? all : [{ view: null, picture: frame.planes(fit) }];
    for (const { picture } of pictures) this.#counts.detectorPixels += picture.width * picture.height;
    const looks = await Promise.all(pictures.map(async ({ view, picture }) => ({ view, found: await detect(picture) })));
    return typeof fit === 'number' ? mergeLooks(looks, { width: frame.sourceWidth, height: frame.sourceHeight }, fit, defaultViewPlannerOptions.small) : (looks[0]?.found ?? []);
  }

  /** The bodies in the picture, looked for where somebody is or something moves. */
  async #findBodies(frame: SmallFrame, { regions, globalChange }: Motion, { find, longest }: NonNullable<AnalyzerModels['poses']>): Promise<readonly Skeleton[]> {
    this.#poseViews ??= createPoseViews(longest);
    const source = { width: frame.sourceWidth, height: frame.sourceHeight };
    const view = this.#poseViews.next(frame.at, globalChange ? [] : [...regions, ...this.#known, ...this.#pace.bodies()], source);
    const part = view === null ? null : frame.part(view);
    return view === null || part === null ? find(frame.planes(longest)) : bodiesInPicture(await find(part), view, source);
  }

  async #conclude(frame: SmallFrame, number: number, motion: Motion, { plan, objects, bodies, fight }: Asked, before: Promise<void> | undefined): Promise<void> {
    try {
      const [detections, skeletons, fought] = await Promise.all([objects, bodies, fight, before]);
      const tracks = this.#judge(frame, motion, detections, skeletons, fought);
      const found = detections ?? [];
      const moving = found.filter(({ box }) => motion.regions.some((region) => overlap(region, box) > 0));
      const known = [...tracks, ...moving].map(({ box }) => box);
      this.#outcomes.push({ ...this.#outcomeOf(number, frame.at, found, skeletons), tracks, fought, known, plan, found: found.map(({ box }) => box) });
    } catch (error) {
      this.#options.onFailure(error);
    } finally {
      frame.free();
    }
  }

  #judge(frame: SmallFrame, motion: Motion, detections: readonly Detection[] | null, skeletons: readonly Skeleton[] | null, fought: FightAnswer | null): readonly Track[] {
    const { at } = frame;
    const follower = this.#followerFor(frame);
    const { classes } = this.#options;
    const wanted = detections?.filter((found) => classes === null || classes.includes(found.class));
    const followed = wanted === undefined ? follower.rest(at) : follower.look(wanted, motion.mask, at);
    const raw: Observation = {
      ...followed,
      ...(skeletons === null ? {} : { skeletons: withOwners(skeletons, followed.tracks) }),
      ...(fought === null ? {} : { fights: [viewOf(fought, this.#options.fights?.model ?? '', followed.tracks, at)] }),
    };
    this.#counts.analysed++;
    if (detections !== null) this.#counts.active++;
    if (skeletons !== null) this.#counts.posed++;
    const { observation, changes, alarmed } = this.#rules.judge(this.#withThings(raw, frame));
    this.#options.onObservation({ frame, observation, tracks: raw.tracks, alarmed });
    for (const change of changes) this.#options.onEpisode(change, frame);
    return raw.tracks;
  }

  #outcomeOf(number: number, at: number, detections: readonly Detection[], skeletons: readonly Skeleton[] | null): Outcome {
    const bodies = skeletons?.filter(({ confidence }) => confidence >= leastBodyForPose).map(({ box }) => box) ?? null;
    const people = detections.filter((found) => found.class === 'person' && found.confidence >= leastPerson).map(({ box }) => box);
    const isFollowed = this.#follower?.followsPerson() ?? false;
    return { number, at, follows: this.#follower?.tracksLive() ?? false, people, seesPeople: people.length > 0 || isFollowed || (bodies?.length ?? 0) > 0, bodies };
  }

  /**
   * Takes in what came of the frames up to the last but one, whether or not the last one is done too: so the same frames are looked at by
   * the same models however long these take.
   */
  #learn(number: number): void {
    for (let next = this.#outcomes[0]; next !== undefined && next.number <= number - mostInFlight; next = this.#outcomes[0]) {
      this.#outcomes.shift();
      this.#follows = next.follows;
      this.#known = next.known;
      if (next.plan !== null) this.#planner?.learn(next.plan, next.found, next.at);
      if (next.seesPeople) this.#pace.saw(next.at);
      if (next.bodies !== null) this.#pace.found(next.bodies);
      this.#fights?.saw(next.at, [...next.people, ...(next.bodies ?? [])], next.tracks, this.#aspect);
      if (next.fought !== null) this.#fights?.judged(next.at, next.fought.score);
    }
  }

  #withThings(observation: Observation, frame: SmallFrame): Observation {
    if (!this.#rules.needs('things')) {
      this.#things = null;
      return observation;
    }
    this.#things ??= createThingsStage();
    return this.#things(observation, frame);
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
    this.#follows = false;
    this.#fights = null;
    this.#pace = createPosePace();
    this.#moves = true;
    this.#things = null;
    this.#judgedAt = -Infinity;
    for (const change of this.#rules.reset()) this.#options.onEpisode(change, null);
  }
}
