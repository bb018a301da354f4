import { z } from 'zod';
import type { Behavior, Condition } from './behavior.ts';
import { insideZone } from './geometry.ts';
import { watchMotion, type Motion } from './motion.ts';
import { watchRiders } from './riders.ts';
import { setting } from './settings.ts';

const settings = z.strictObject({
  speed: setting(z.number().min(1.5).max(10).default(3.5), {
    title: { 'zh-CN': '奔跑速度', en: 'Running speed' },
    explanation: {
      'zh-CN': '速度扣除测量误差后仍超过此值才算奔跑。快步走约 2 米/秒，慢跑约 3 米/秒。',
      en: 'Somebody runs who is faster than this even after the measurement’s uncertainty is taken off. Brisk walking is about 2 m/s, jogging about 3.',
    },
    unit: 'm/s',
    step: 0.5,
  }),
  seconds: setting(z.number().min(0.5).max(30).default(0.8), {
    title: { 'zh-CN': '持续时间', en: 'How long' },
    explanation: { 'zh-CN': '奔跑持续这么久才预警，可滤除跨一大步或让路的小跑。', en: 'How long the run has to last before it counts; keeps out a leap or a few quick steps.' },
    unit: 's',
    step: 0.1,
  }),
});

/** A speed is the mean over this time, which ends now: what it says happened half of it ago. */
const windowMs = 1000;
/** A run whose speed could not be measured for longer has ended. */
const lostMs = 1500;

type Run = { since: number; at: number };

/** Somebody runs. */
export const behavior: Behavior<typeof settings> = {
  id: 'running',
  title: { 'zh-CN': '奔跑', en: 'Running' },
  explanation: {
    'zh-CN': '有人奔跑时预警，骑车的人不算。标定地面后按实际米数测速；未标定时按身高 1.70 米估算，误差较大，正对镜头跑来的人可能漏报。',
    en: 'Flags somebody who runs; riders do not count. With the ground measured, speeds are true metres; without it they are guessed from a body height of 1.70 m, less certainly, and a run straight at the camera may be missed.',
  },
  sentence: { 'zh-CN': '{zone}内有人员以超过 {speed} 的速度奔跑', en: 'somebody runs faster than {speed} in {zone}' },
  severity: 'yellow',
  place: 'picture',
  needs: ['tracks'],
  settings,
  measures: {
    speed: { 'zh-CN': '速度（地面实测）', en: 'Speed on the ground' },
    'speed-by-body': { 'zh-CN': '速度（按身高 1.70 米估算）', en: 'Speed, guessed from a body height of 1.70 m' },
    duration: { 'zh-CN': '奔跑时长', en: 'Time running' },
  },
  provedWithinMs: ({ seconds }) => seconds * 1000 + windowMs,
  watch(settings, { zone, ground }) {
    const motion = watchMotion(ground, windowMs);
    const riding = watchRiders();
    const runs = new Map<number, Run>();

    const conditionOf = (track: number, { speedMps, uncertaintyMps, spot }: Motion, at: number): Condition | null => {
      if (speedMps <= settings.speed) runs.delete(track);
      const surely = speedMps - uncertaintyMps > settings.speed;
      const run = runs.get(track) ?? (surely ? { since: at - windowMs / 2, at } : null);
      if (run === null) return null;
      run.at = at;
      runs.set(track, run);
      if (!surely || at - run.since < settings.seconds * 1000) return null;
      return {
        subject: `track:${track}`,
        tracks: [track],
        reasons: [
          { measure: spot.byBody ? 'speed-by-body' : 'speed', value: speedMps, threshold: settings.speed, unit: 'm/s', uncertainty: uncertaintyMps },
          { measure: 'duration', value: (at - run.since) / 1000, threshold: settings.seconds, unit: 's' },
        ],
        since: run.since,
      };
    };

    return (observation) => {
      const { at, tracks } = observation;
      for (const [id, run] of runs) if (at - run.at > lostMs) runs.delete(id);
      const riders = riding(observation);
      const motions = motion(observation);
      return tracks.flatMap((track) => {
        const moves = motions.get(track.id);
        if (track.class !== 'person' || moves === undefined || riders.has(track.id) || !insideZone(track.box, zone)) return [];
        return conditionOf(track.id, moves, at) ?? [];
      });
    };
  },
};
