import { BadInput } from './bad-input.ts';
import { evaluateScripted } from './scripted/scripted.ts';
import { evaluateBehaviours } from './behaviours/evaluate.ts';
import { evaluateClips } from './clips/evaluate.ts';
import { evaluateGround } from './ground/evaluate.ts';
import { evaluateGate } from './motion/gate.ts';
import { evaluateSmall } from './small/evaluate.ts';
import { evaluateThings } from './things/evaluate.ts';
import { evaluateTracking } from './tracking/evaluate.ts';
import { evaluateSensitivity } from './tracking/sensitivity.ts';
import { evaluateCrossings } from './vehicles/crossings.ts';

/** Each evaluation prints one JSON object. */
const evaluations: Readonly<Record<string, (args: readonly string[]) => object | Promise<object>>> = {
  tracking: evaluateTracking,
  sensitivity: evaluateSensitivity,
  gate: evaluateGate,
  ground: evaluateGround,
  crossings: evaluateCrossings,
  behaviours: evaluateBehaviours,
  clips: evaluateClips,
  things: evaluateThings,
  small: evaluateSmall,
  scripted: evaluateScripted,
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const evaluation = Object.hasOwn(evaluations, name) ? evaluations[name] : undefined;
  if (evaluation === undefined) throw new BadInput(`usage: eval -- ${Object.keys(evaluations).join('|')} ...`);
  process.stdout.write(`${JSON.stringify(await evaluation(args))}\n`);
} catch (cause) {
  if (!(cause instanceof BadInput)) throw cause;
  process.stderr.write(`eval: ${cause.message}\n`);
  process.exitCode = 2;
}
