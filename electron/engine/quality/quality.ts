import type { Kysely } from 'kysely';
import type { BehaviorCard } from '../../contract/behavior.ts';
import type { Camera } from '../../contract/camera.ts';
import type { OperatingCurve, QualityRow, QualityWeek, Refit } from '../../contract/quality.ts';
import type { Scene } from '../../contract/scene.ts';
import type { Actor } from '../accounts/audit.ts';
import { Refusal } from '../accounts/refusal.ts';
import { decidedMeasures, tallyByWeek, weekMs, type DecidedMeasure } from '../store/decided-events.ts';
import type { Tables } from '../store/tables.ts';
import { operatingCurve } from './operating-curve.ts';

/** What reviewers decided, looked at as a measurement of the behaviours. Functions throw `Refusal`. */
export type Quality = {
  /** Events week by week, the newest week last and ending now. */
  review(weeks: number): Promise<QualityRow[]>;
  /** A curve for every threshold of a rule in force that reviewers have decided about, those with a proposal first. */
  curves(): Promise<OperatingCurve[]>;
  /** Puts a threshold in force. To undo it, swap `before` and `after`. */
  refit(actor: Actor, refit: Refit): Promise<Camera>;
};

export type QualityOptions = {
  readonly db: Kysely<Tables>;
  readonly cameras: {
    list(): Promise<readonly { readonly camera: Camera }[]>;
    amendScene(actor: Actor, cameraId: string, amend: (scene: Scene) => Scene): Promise<Camera>;
  };
  readonly behaviors: () => readonly BehaviorCard[];
  readonly now?: () => number;
};

const curveDays = 90;
const mostEvents = 20_000;
const dayMs = 86_400_000;

type Rule = Scene['behaviors'][number];

function thresholdOf(rule: Rule, card: BehaviorCard, setting: string): number | null {
  const value = rule.settings[setting] ?? card.fields.find(({ key }) => key === setting)?.default;
  return typeof value === 'number' ? value : null;
}

export function makeQuality({ db, cameras, behaviors, now = Date.now }: QualityOptions): Quality {
  const curveOf = (camera: Camera, rule: Rule, card: BehaviorCard, measure: string, measured: readonly DecidedMeasure[]): OperatingCurve | null => {
    const setting = card.thresholds[measure];
    const field = card.fields.find(({ key }) => key === setting);
    const current = setting === undefined ? null : thresholdOf(rule, card, setting);
    if (setting === undefined || field === undefined || current === null || measured.length === 0) return null;
    const times = measured.map(({ startedAt }) => startedAt);
    const values = measured.map(({ value, confirmed }) => ({ value, confirmed: confirmed === 1 }));
    const place = camera.scene.zones.find(({ id }) => id === rule.zone) ?? camera.scene.lines.find(({ id }) => id === rule.line);
    return {
      cameraId: camera.id,
      cameraName: camera.name,
      ruleId: rule.id,
      behavior: rule.behavior,
      place: place?.name ?? null,
      setting,
      current,
      days: Math.max(1, (Math.max(...times) - Math.min(...times)) / dayMs),
      ...operatingCurve(values, current, { step: field.step ?? 0.05, most: field.max ?? Infinity }),
    };
  };

  return {
    review: async (weeks) => {
      const from = now() - weeks * weekMs;
      const rows = new Map<string, QualityRow & { weeks: QualityWeek[] }>();
      for (const { behavior, cameraId, cameraName, state, week, count } of await tallyByWeek(db, from)) {
        const key = JSON.stringify([behavior, cameraId]);
        const row = rows.get(key) ?? {
          behavior,
          cameraId,
          cameraName,
          weeks: Array.from({ length: weeks }, (_, index) => ({ from: from + index * weekMs, confirmed: 0, dismissed: 0, open: 0 })),
        };
        const found = row.weeks[Math.min(week, weeks - 1)];
        if (found !== undefined) found[state] += count;
        rows.set(key, row);
      }
      return [...rows.values()];
    },
    curves: async () => {
      const cards = new Map(behaviors().map((card) => [card.id, card]));
      const decided = Map.groupBy(await decidedMeasures(db, now() - curveDays * dayMs, mostEvents), ({ cameraId, ruleId, behavior, measure }) => JSON.stringify([cameraId, ruleId, behavior, measure]));
      const curves = (await cameras.list()).flatMap(({ camera }) =>
        camera.scene.behaviors.flatMap((rule) => {
          const card = cards.get(rule.behavior);
          if (card === undefined) return [];
          return Object.keys(card.thresholds).flatMap((measure) => curveOf(camera, rule, card, measure, decided.get(JSON.stringify([camera.id, rule.id, rule.behavior, measure])) ?? []) ?? []);
        }),
      );
      return curves.toSorted((a, b) => Number(b.proposed !== null) - Number(a.proposed !== null) || b.dismissed - a.dismissed);
    },
    refit: (actor, { cameraId, ruleId, setting, before, after }) =>
      cameras.amendScene(actor, cameraId, (scene) => {
        const rule = scene.behaviors.find(({ id }) => id === ruleId);
        const card = behaviors().find(({ id }) => id === rule?.behavior);
        if (rule === undefined || card === undefined) throw new Refusal('not-found', 'ruleId');
        if (!Object.values(card.thresholds).includes(setting)) throw new Refusal('bad-input', 'setting');
        if (thresholdOf(rule, card, setting) !== before) throw new Refusal('conflict', setting);
        const changed = { ...rule, settings: { ...rule.settings, [setting]: after } };
        return { ...scene, behaviors: scene.behaviors.map((each) => (each === rule ? changed : each)) };
      }),
  };
}
