/** The engine as if the program lay in the folder that WATCHHOUSE_PROGRAM names. */
import { runAlone } from '../../electron/engine/run-alone.ts';

await runAlone({ root: process.env['WATCHHOUSE_PROGRAM'] ?? '', sharedFootage: null }, process.argv.slice(2));
