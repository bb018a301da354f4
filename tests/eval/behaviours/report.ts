import { circumstances, table } from '../results-file.ts';
import type { BehavioursResult } from './evaluate.ts';
import type { Rate } from './false-alarms.ts';

const fraction = (value: number | null): string => (value === null ? '' : value.toFixed(3));
const seconds = (ms: number | null): string => (ms === null ? '' : `${(ms / 1000).toFixed(2)} s`);
const list = (texts: readonly string[]): string => (texts.length === 0 ? 'none' : texts.map((text) => `- ${text}`).join('\n'));

function rateCell({ events, hours, atMostPerHour }: Rate): string {
  return atMostPerHour === null ? 'not watched' : `${events} in ${(hours * 60).toFixed(1)} min, at most ${atMostPerHour.toFixed(1)}/h`;
}

/** The section of the results that the command writes itself. */
export function behavioursReport({ seed, takes, wallSeconds, behaviours, falseAlarms }: BehavioursResult): string {
  const measured = Object.entries(behaviours).flatMap(([id, score]) => ('skipped' in score ? [] : [{ id, ...score }]));
  const skipped = Object.entries(behaviours).flatMap(([id, score]) => ('skipped' in score ? [`${id} (${score.skipped})`] : []));
  const scores = table(
    ['behaviour', 'recall', 'precision', 'delay, median', 'delay, p95', 'found of true', 'raised', 'to be left alone', 'films'],
    measured.map((one) => [
      one.id, fraction(one.recall), fraction(one.precision), seconds(one.delayMedianMs), seconds(one.delayP95Ms),
      `${one.found} of ${one.truths}`, String(one.raised), String(one.negatives), `${one.scenarios}, ${(one.seconds / 60).toFixed(1)} min`,
    ]),
  );
  const alarms = table(
    ['behaviour', 'busy footage', 'quiet footage'],
    [
      ...Object.entries(falseAlarms.behaviours).map(([id, { busy, quiet }]) => [id, rateCell(busy), rateCell(quiet)]),
      ['all together', rateCell(falseAlarms.sum.busy), rateCell(falseAlarms.sum.quiet)],
    ],
  );
  const cameras = table(
    ['footage', 'kind', 'clips', 'seconds', 'watched by'],
    falseAlarms.cameras.map(({ what, kind, clips, seconds: length, rules }) => [what, kind, String(clips), length.toFixed(0), rules.map((rule) => rule.replace('--', ', ')).join('; ')]),
  );
  return [
    `\`npm run -s eval -- behaviours --takes ${takes} --seed ${seed}\`, ${wallSeconds} s. ${circumstances()}`,
    `Real people and cars, cut out of the footage and sent over empty places (\`tests/eval/composed\`), analysed at 5 frames a second by the path of
\`analyze\`; the truth is computed from their ways. An alarm counts when it comes between 1 s before and 4 s after the definition is
met and is about the right place; a second alarm about the same thing is wrong. The people are those of PETS, on which the tracker
was tuned.`,
    scores,
    ...(skipped.length > 0 ? [`Not measured: ${skipped.join(', ')}.`] : []),
    `Missed:\n\n${list(measured.flatMap(({ id, missed }) => missed.map((text) => `${id}, ${text}`)))}`,
    `Raised without a cause, or twice:\n\n${list(measured.flatMap(({ id, wrong }) => wrong.map((text) => `${id}, ${text}`)))}`,
    `False alarms on ordinary footage at default settings: events, and the exact upper bound of the rate at 95 % (Poisson). The footage is
far too short to show a rate of 0.5 an hour, which takes six hours without an event.`,
    alarms,
    cameras,
    ...(falseAlarms.cameras.some(({ raised }) => raised.length > 0) ? [list(falseAlarms.cameras.flatMap(({ raised }) => raised))] : []),
  ].join('\n\n');
}
