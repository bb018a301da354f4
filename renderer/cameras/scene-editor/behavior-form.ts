import type { BehaviorCard, SettingField } from '../../../electron/contract/behavior.ts';

type Settings = Readonly<Record<string, unknown>>;

export type FieldProblem =
  | { readonly kind: 'missing' }
  | { readonly kind: 'below'; readonly limit: number }
  | { readonly kind: 'above'; readonly limit: number };

/** One control of a generated form: what it shows now and what is wrong with it. */
export type FieldModel =
  | { readonly control: 'number'; readonly field: SettingField; readonly value: number | null; readonly problem: FieldProblem | null }
  | { readonly control: 'switch'; readonly field: SettingField; readonly value: boolean; readonly problem: null }
  | { readonly control: 'choice'; readonly field: SettingField; readonly value: string | null; readonly problem: FieldProblem | null }
  | { readonly control: 'choices'; readonly field: SettingField; readonly value: readonly string[]; readonly problem: FieldProblem | null };

/** Why a number does not fit its field, or null. */
export function numberProblem({ min, max }: SettingField, value: number | null): FieldProblem | null {
  if (value === null || !Number.isFinite(value)) return { kind: 'missing' };
  if (min !== undefined && value < min) return { kind: 'below', limit: min };
  return max !== undefined && value > max ? { kind: 'above', limit: max } : null;
}

function fieldModel(field: SettingField, settings: Settings): FieldModel {
  const value = Object.hasOwn(settings, field.key) ? settings[field.key] : field.default;
  const known = (choice: string): boolean => field.choices?.some((one) => one.value === choice) ?? false;
  switch (field.kind) {
    case 'number': {
      const number = typeof value === 'number' ? value : null;
      return { control: 'number', field, value: number, problem: numberProblem(field, number) };
    }
    case 'switch':
      return { control: 'switch', field, value: value === true, problem: null };
    case 'choice': {
      const choice = typeof value === 'string' && known(value) ? value : null;
      return { control: 'choice', field, value: choice, problem: choice === null ? { kind: 'missing' } : null };
    }
    case 'choices': {
      const list = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && known(one)) : [];
      return { control: 'choices', field, value: list, problem: list.length === 0 ? { kind: 'missing' } : null };
    }
  }
}

/** The controls of a behaviour's form in the order of its card; settings that are not there show their default. */
export function formOf(card: BehaviorCard, settings: Settings): FieldModel[] {
  return card.fields.map((field) => fieldModel(field, settings));
}

export function defaultSettings(card: BehaviorCard): Record<string, unknown> {
  return Object.fromEntries(card.fields.map((field) => [field.key, field.default]));
}

export function formHasProblem(card: BehaviorCard, settings: Settings): boolean {
  return formOf(card, settings).some(({ problem }) => problem !== null);
}
