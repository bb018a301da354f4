import { z } from 'zod';
import { Severity } from './scene.ts';
import { Words } from './words.ts';

/** One settings field of a behaviour as forms show it; `path` is its key in the settings object. */
export const SettingField = z.object({
  key: z.string(),
  title: Words,
  explanation: Words,
  kind: z.enum(['number', 'choice', 'choices', 'switch']),
  unit: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
  choices: z.array(z.object({ value: z.string(), title: Words })).optional(),
  default: z.unknown(),
});
export type SettingField = z.infer<typeof SettingField>;

/** A behaviour as the windows know it; made from its file in `electron/engine/behavior`. */
export const BehaviorCard = z.object({
  id: z.string(),
  title: Words,
  explanation: Words,
  /** What has to be drawn for it. */
  place: z.enum(['zone', 'line', 'zone-and-line', 'picture']),
  severity: Severity,
  fields: z.array(SettingField),
  /** Texts of the measures it can give as reasons, by key. */
  measures: z.record(z.string(), Words),
  /** Measures whose threshold can be fitted to what reviewers decide, with the key of the setting that holds it. */
  thresholds: z.record(z.string(), z.string()),
});
export type BehaviorCard = z.infer<typeof BehaviorCard>;
