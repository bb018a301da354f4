import { benchDecode } from './decode.ts';
import { inference } from './inference.ts';
import { benchQueue } from './queue.ts';

/** Every benchmark, one JSON line a figure: name, value, unit, reference, ratio. */
for (const row of await benchDecode()) console.log(JSON.stringify(row));
for await (const row of inference()) console.log(JSON.stringify(row));
for (const row of await benchQueue()) console.log(JSON.stringify(row));
