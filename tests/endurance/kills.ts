/** `npm run -s kills -- [--count 100] [--seed N]`: one JSON line; exit status 1 when anything is lost or stays away. */
import { parseArgs } from 'node:util';
import { runKills } from './run-kills.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '100' }, seed: { type: 'string', default: String(Date.now() % 100_000) } } });
const result = await runKills({ count: Number(values.count), seed: Number(values.seed), quietMs: 8000, settleMs: 90_000, log: (line) => console.error(line) });
console.log(JSON.stringify(result));
process.exit(result.losses.length === 0 && result.notBack.length === 0 ? 0 : 1);
