import { extname } from 'node:path';
import type { Program } from '../../contract/host.ts';

const entries: Record<Program, string> = {
  worker: '../worker/main',
  cutter: '../media/clips/cut-process',
  demo: '../demo/main',
  'provider-probe': '../vision/inference/provider-probe',
  'detector-trial': '../vision/detectors/trial/trial-process',
};

/** The entry script of a program: compiled or not, as this file is. */
export function programScript(program: Program): URL {
  return new URL(`${entries[program]}${extname(import.meta.url)}`, import.meta.url);
}
