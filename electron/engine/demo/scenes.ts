import type { BehaviorRule, Line, Scene, Zone } from '../../contract/scene.ts';
import type { Language, Words } from '../../contract/words.ts';

/** A scene of the demonstration, its places named in every language. */
export type DemoScene = {
  readonly zones: readonly (Omit<Zone, 'name'> & { readonly name: Words })[];
  readonly lines: readonly (Omit<Line, 'name'> & { readonly name: Words })[];
  readonly behaviors: Scene['behaviors'];
};

const zone = (id: string, name: Words, ...points: readonly [number, number][]): DemoScene['zones'][number] => ({ id, name, points: points.map(([x, y]) => ({ x, y })) });
const line = (id: string, name: Words, [fromX, fromY]: [number, number], [toX, toY]: [number, number]): DemoScene['lines'][number] => ({ id, name, from: { x: fromX, y: fromY }, to: { x: toX, y: toY } });
const rule = (behavior: string, place: { zone: string } | { line: string }, severity: BehaviorRule['severity'], settings: Record<string, unknown>): BehaviorRule => ({
  id: Object.values(place).join(''),
  behavior,
  enabled: true,
  settings,
  ...(severity === undefined ? {} : { severity }),
  ...place,
});

/** The whole picture is watched where nothing is known of a clip. */
export const anywhere: DemoScene = {
  zones: [zone('picture', { 'zh-CN': '全画面', en: 'Picture' }, [0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.02, 0.98])],
  lines: [],
  behaviors: [rule('intrusion', { zone: 'picture' }, undefined, { seconds: 1 })],
};

/*
 * How often each rule of the known clips alarms is in docs/results.md: a few times a minute in all, each in another way,
 * so that a newcomer has time to look at one before the next comes.
 */

export const crossing: DemoScene = {
  zones: [
    zone('lawn', { 'zh-CN': '草坪', en: 'Lawn' }, [0.0, 0.44], [0.3, 0.5], [0.52, 0.68], [0.98, 0.86], [0.98, 0.99], [0.0, 0.99]),
    zone('junction', { 'zh-CN': '路口', en: 'Junction' }, [0.3, 0.33], [0.7, 0.33], [0.86, 0.5], [0.7, 0.66], [0.42, 0.52]),
  ],
  lines: [],
  behaviors: [
    rule('intrusion', { zone: 'lawn' }, 'red', { classes: ['person'], seconds: 4 }),
    rule('loitering', { zone: 'junction' }, 'blue', { seconds: 20 }),
  ],
};

export const motorway: DemoScene = {
  zones: [],
  lines: [
    line('lorries', { 'zh-CN': '货车断面', en: 'Lorries' }, [0.05, 0.4], [0.75, 0.4]),
    line('wrong-way', { 'zh-CN': '逆行断面', en: 'Wrong way' }, [0.0, 0.55], [0.72, 0.55]),
  ],
  behaviors: [
    rule('line-crossing', { line: 'lorries' }, 'yellow', { classes: ['bus', 'truck'], confidence: 0.5 }),
    rule('line-crossing', { line: 'wrong-way' }, 'red', { classes: ['car', 'bus', 'truck'], direction: 'forward' }),
  ],
};

export const parking: DemoScene = {
  zones: [zone('bay', { 'zh-CN': '禁停区', en: 'Keep clear' }, [0.5, 0.3], [0.7, 0.3], [0.7, 0.9], [0.5, 0.9])],
  lines: [],
  behaviors: [rule('intrusion', { zone: 'bay' }, 'yellow', { classes: ['car', 'bus', 'truck'], footing: 'centre' })],
};

export const street: DemoScene = {
  zones: [zone('door', { 'zh-CN': '门前', en: 'Doorway' }, [0.68, 0.36], [0.88, 0.36], [0.88, 0.63], [0.68, 0.63])],
  lines: [line('pavement', { 'zh-CN': '人行道', en: 'Pavement' }, [0.3, 0.38], [0.3, 0.63])],
  behaviors: [
    rule('intrusion', { zone: 'door' }, 'yellow', { classes: ['person'] }),
    rule('line-crossing', { line: 'pavement' }, 'blue', { classes: ['person'], direction: 'forward' }),
  ],
};

/** The scene as a camera has it, its places named in one language. */
export function sceneIn({ zones, lines, behaviors }: DemoScene, language: Language): Scene {
  return {
    zones: zones.map((each) => ({ ...each, points: [...each.points], name: each.name[language] })),
    lines: lines.map((each) => ({ ...each, name: each.name[language] })),
    behaviors: [...behaviors],
    ground: null,
  };
}

/** A camera's scene with the places that still have their names of the demonstration named in another language. */
export function renamedIn(scene: Scene, { zones, lines }: DemoScene, language: Language): Scene {
  const named = <T extends { id: string; name: string }>(place: T, known: readonly { readonly id: string; readonly name: Words }[]): T => {
    const words = known.find(({ id }) => id === place.id)?.name;
    return words !== undefined && Object.values(words).includes(place.name) ? { ...place, name: words[language] } : place;
  };
  return { ...scene, zones: scene.zones.map((each) => named(each, zones)), lines: scene.lines.map((each) => named(each, lines)) };
}
