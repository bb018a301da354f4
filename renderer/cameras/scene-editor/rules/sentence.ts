import type { TFunction } from 'i18next';
import type { BehaviorCard, SettingField } from '../../../../electron/contract/behavior.ts';
import type { RuleConditions } from '../../../../electron/contract/rule-conditions.ts';
import type { BehaviorRule, Scene } from '../../../../electron/contract/scene.ts';
import type { Language } from '../../../../electron/contract/words.ts';
import { unitWords } from '../../../ui/unit-words.ts';
import { formOf } from '../behavior-form.ts';
import { spokenClasses, spokenSchedule, spokenSeconds, spokenShare } from './sentence-words.ts';

/** A piece of a rule's sentence. `field` is the field that sets it; null for words between. */
export type SentencePart = { readonly text: string; readonly field: string | null };

export type SentenceContext = {
  readonly scene: Scene;
  readonly cards: readonly BehaviorCard[];
  readonly language: Language;
  readonly t: TFunction<['cameras', 'common']>;
};

type Values = Readonly<Record<string, readonly SentencePart[] | undefined>>;

/** A template with its places filled: `{zone}` is one; words between are parts of their own. */
export function fillTemplate(template: string, values: Values): SentencePart[] {
  return template.split(/(\{\w+\})/).flatMap((piece) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (name !== undefined) return values[name] ?? [];
    return piece === '' ? [] : [{ text: piece, field: null }];
  });
}

const part = (field: string, text: string): SentencePart[] => [{ text, field }];

function spokenSetting(field: SettingField, value: unknown, language: Language): string {
  if (field.key === 'classes' && Array.isArray(value)) return spokenClasses(value.map(String), language);
  const spoken = (one: unknown): string => {
    const choice = field.choices?.find((candidate) => candidate.value === one);
    return (choice?.spoken ?? choice?.title)?.[language] ?? '…';
  };
  if (field.kind === 'choice') return spoken(value);
  if (field.kind === 'choices') return Array.isArray(value) ? value.map(spoken).join(language === 'en' ? ', ' : '、') : '…';
  if (typeof value !== 'number') return '…';
  if (field.unit === 's') return spokenSeconds(value, language);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value);
  if (field.unit === undefined || field.unit === '') return number;
  return field.unit === '°' ? `${number}°` : `${number} ${unitWords[field.unit]?.[language] ?? field.unit}`;
}

function quoted(name: string, language: Language): string {
  return language === 'en' ? `«${name}»` : `「${name}」`;
}

/** What the rule's behaviour says, without the conditions. */
function behaviorParts(rule: BehaviorRule, card: BehaviorCard | undefined, { scene, language, t }: SentenceContext): SentencePart[] {
  const zone = scene.zones.find(({ id }) => id === rule.zone);
  const line = scene.lines.find(({ id }) => id === rule.line);
  const fields = card === undefined ? [] : formOf(card, rule.settings);
  const place = zone === undefined ? t('scene.sentence.picture') : quoted(zone.name, language);
  const values: Values = {
    ...Object.fromEntries(fields.map(({ field, value }) => [field.key, part(field.key, spokenSetting(field, value, language))])),
    zone: part('zone', place),
    line: part('line', line === undefined ? '…' : quoted(line.name, language)),
    title: [{ text: card?.title[language] ?? rule.behavior, field: null }],
  };
  const isEmpty = (name: string): boolean => {
    const value = fields.find(({ field }) => field.key === name)?.value;
    return value === 0 || value === false || (Array.isArray(value) && value.length === 0);
  };
  const fallback = zone === undefined && line !== undefined ? t('scene.sentence.atLine') : t('scene.sentence.inZone');
  const template = (card?.sentence?.[language] ?? fallback).replaceAll(/\[([^\]]*)\]/g, (_, inner: string) => ([...inner.matchAll(/\{(\w+)\}/g)].some(([, name]) => isEmpty(name ?? '')) ? '' : inner));
  return fillTemplate(template, values);
}

/** A rule's short name inside another rule's sentence and in choices: “Loitering” in «Bin store». */
export function ruleName(rule: BehaviorRule | undefined, { scene, cards, language, t }: SentenceContext): string {
  if (rule === undefined) return t('scene.sentence.goneRule');
  const title = cards.find(({ id }) => id === rule.behavior)?.title[language] ?? rule.behavior;
  const place = scene.zones.find(({ id }) => id === rule.zone)?.name ?? scene.lines.find(({ id }) => id === rule.line)?.name;
  return place === undefined ? t('scene.sentence.ruleInPicture', { title }) : t('scene.sentence.ruleAt', { title, place: quoted(place, language) });
}

/** What each condition adds to the sentence, in the order in which they hold. */
function conditionParts(conditions: RuleConditions, context: SentenceContext): SentencePart[] {
  const { scene, language, t } = context;
  const { classes, size, schedule, input, requires, count } = conditions;
  const seconds = (value: number): string => spokenSeconds(value, language);
  const parts: SentencePart[] = [];
  if (classes !== undefined) parts.push(...fillTemplate(t('scene.sentence.classes'), { classes: part('classes', spokenClasses(classes, language)) }));
  if (size !== undefined) {
    const { minHeight, maxHeight } = size;
    const [min, max] = [spokenShare(minHeight ?? 0, language), spokenShare(maxHeight ?? 1, language)];
    const text = maxHeight === undefined ? t('scene.sentence.sizeFrom', { min }) : minHeight === undefined ? t('scene.sentence.sizeTo', { max }) : t('scene.sentence.sizeBetween', { min, max });
    parts.push(...fillTemplate(t('scene.sentence.size'), { size: part('size', text) }));
  }
  if (schedule !== undefined) {
    const times = spokenSchedule(schedule, language);
    // Chinese sets a space between its characters and figures.
    const gap = language === 'zh-CN' && /^\d/.test(times) ? [{ text: ' ', field: null }] : [];
    parts.push(...fillTemplate(t('scene.sentence.schedule'), { times: [...gap, ...part('schedule', times)] }));
  }
  if (input !== undefined) {
    const span = input.withinSeconds > 0 ? 'Within' : 'Now';
    parts.push(...fillTemplate(t(`scene.sentence.${input.state}${span}`), { input: part('input', input.id === '' ? '…' : input.id), seconds: part('input', seconds(input.withinSeconds)) }));
  }
  if (requires !== undefined) {
    const span = requires.withinSeconds > 0 ? 'after' : 'during';
    parts.push(
      ...fillTemplate(t(`scene.sentence.${span}${requires.sameObject ? 'Same' : 'Any'}`), {
        rule: part('requires', ruleName(scene.behaviors.find(({ id }) => id === requires.rule), context)),
        seconds: part('requires', seconds(requires.withinSeconds)),
      }),
    );
  }
  if (count !== undefined) parts.push(...fillTemplate(t('scene.sentence.count'), { times: part('count', t('scene.sentence.times', { count: count.times })), seconds: part('count', seconds(count.withinSeconds)) }));
  return parts;
}

/** A rule as a sentence that people would say: its behaviour, its conditions, and what follows. */
export function ruleSentence(rule: BehaviorRule, context: SentenceContext): SentencePart[] {
  const { cards, language, t } = context;
  const card = cards.find(({ id }) => id === rule.behavior);
  const severity = t(`common:severity.${rule.severity ?? card?.severity ?? 'blue'}`).toLowerCase();
  const coolDown = rule.conditions?.coolDownSeconds;
  return fillTemplate(t('scene.sentence.rule'), {
    what: behaviorParts(rule, card, context),
    conditions: conditionParts(rule.conditions ?? {}, context),
    then: rule.raises === false ? part('raises', t('scene.sentence.onlyStep')) : fillTemplate(t('scene.sentence.raise'), { severity: part('severity', severity) }),
    pause: coolDown === undefined ? [] : fillTemplate(t('scene.sentence.pause'), { seconds: part('coolDownSeconds', spokenSeconds(coolDown, language)) }),
  });
}
