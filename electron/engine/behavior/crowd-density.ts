import { z } from 'zod';
import type { Reason } from '../../contract/event.ts';
import type { Zone } from '../../contract/scene.ts';
import type { Behavior } from './behavior.ts';
import { insideZone, intoPicture, polygonArea } from './geometry.ts';
import type { GroundPlane, Located } from './ground-plane.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  density: setting(z.number().min(0.1).max(8).default(2), {
    title: { 'zh-CN': '密度上限', en: 'Most people per square metre' },
    explanation: {
      'zh-CN': '标定地面后使用：区域内每平方米人数达到此值即预警。1 人宽松，2 人拥挤，4 人以上有踩踏危险。',
      en: 'Used when the ground was measured: people per square metre of the zone. 1 is loose, 2 is tight, from 4 on there is danger of a crush.',
    },
    unit: '1/m²',
    step: 0.5,
  }),
  people: setting(z.number().int().min(2).max(500).default(20), {
    title: { 'zh-CN': '人数上限', en: 'Most people' },
    explanation: { 'zh-CN': '未标定地面时使用：区域内人数达到此值即预警。', en: 'Used while the ground was not measured: how many people in the zone are too many.' },
    step: 1,
  }),
  seconds: setting(z.number().min(0).max(600).default(5), {
    title: { 'zh-CN': '持续时间', en: 'How long' },
    explanation: { 'zh-CN': '持续这么久才预警。', en: 'How long it has to be so.' },
    unit: 's',
    step: 1,
  }),
});

/** People in a crowd hide one another for moments. */
const hiddenMs = 1500;
const toleranceMs = 2000;

type Area = { readonly squareMetres: number; readonly uncertainty: number };

/** A zone's area on the ground, null where a corner lies above the horizon. */
function areaOf(zone: Zone, ground: GroundPlane | null): Area | null {
  const corners = zone.points.map((point) => ground?.locate(intoPicture(point)) ?? null).filter((corner) => corner !== null);
  if (corners.length < zone.points.length) return null;
  const squareMetres = polygonArea(corners);
  const corner = (index: number): Located => corners.at(index % corners.length) as Located;
  // A corner that moves changes the area by half the distance between its neighbours.
  const squares = corners.map(({ uncertaintyM }, i) => {
    const [before, after] = [corner(i - 1), corner(i + 1)];
    return ((Math.hypot(after.x - before.x, after.y - before.y) / 2) * uncertaintyM) ** 2;
  });
  return squareMetres > 0 ? { squareMetres, uncertainty: Math.sqrt(squares.reduce((sum, square) => sum + square, 0)) } : null;
}

/** A zone is too full. */
export const behavior: Behavior<typeof settings> = {
  id: 'crowd-density',
  title: { 'zh-CN': '人员密度', en: 'Crowd density' },
  explanation: {
    'zh-CN': '警戒区域内过于拥挤时预警。标定地面后按每平方米人数，未标定时按区域内人数。',
    en: 'Flags a zone that is too full: people per square metre where the ground was measured, else the number of people in it.',
  },
  sentence: { 'zh-CN': '{zone}内人员密度达到 {density}（未标定地面时达到 {people} 人），持续 {seconds}', en: '{zone} holds {density} or more ({people} people while its ground is not measured) for {seconds}' },
  severity: 'yellow',
  place: 'zone',
  needs: ['tracks'],
  settings,
  measures: {
    density: { 'zh-CN': '每平方米人数', en: 'People per square metre' },
    people: { 'zh-CN': '区域内人数', en: 'People in the zone' },
    duration: { 'zh-CN': '持续时长', en: 'How long' },
  },
  provedWithinMs: ({ seconds }) => seconds * 1000 + toleranceMs,
  watch(settings, { zone, ground }) {
    if (zone === null) return () => [];
    const area = areaOf(zone, ground);
    const seen = new Map<number, number>();
    let full: { since: number; heldAt: number; most: number } | null = null;

    const reasonOf = (count: number): Reason => {
      if (area === null) return { measure: 'people', value: count, threshold: settings.people, unit: 'count' };
      const value = count / area.squareMetres;
      return { measure: 'density', value, threshold: settings.density, unit: '1/m²', uncertainty: (value * area.uncertainty) / area.squareMetres };
    };

    return ({ at, tracks }) => {
      for (const track of tracks) {
        if (track.seenAt < at || track.class !== 'person') continue;
        if (insideZone(track.box, zone)) seen.set(track.id, at);
        else seen.delete(track.id);
      }
      for (const [id, seenAt] of seen) if (at - seenAt > hiddenMs) seen.delete(id);
      const { value, threshold } = reasonOf(seen.size);
      if (value >= threshold) full = { since: full?.since ?? at, heldAt: at, most: Math.max(full?.most ?? 0, seen.size) };
      else if (full !== null && at - full.heldAt > toleranceMs) full = null;
      if (full === null || full.heldAt - full.since < settings.seconds * 1000) return [];
      const { since, heldAt, most } = full;
      return [
        {
          subject: 'zone',
          tracks: [...seen.keys()],
          reasons: [reasonOf(most), { measure: 'duration', value: (heldAt - since) / 1000, threshold: settings.seconds, unit: 's' }],
          since,
          until: heldAt,
        },
      ];
    };
  },
};
