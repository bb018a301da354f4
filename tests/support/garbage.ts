import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects what JavaScript has let go of, so that memory measured afterwards is what is really held. */
export const collectGarbage = runInNewContext('gc') as () => void;
