import { readFileSync } from 'node:fs';
import { makeBridge } from './bridge.ts';
import { makeCodec } from './codec.ts';
import { makeEmitter } from './emitter.ts';
import { runMainWorld } from './main-world.ts';
import type { PageFacts } from './messages.ts';
import { runPreloadWorld } from './preload-world.ts';

export const isolatedWorld = 'Electron Isolated Context';
/** The function by which the isolated world reaches the main process; gone before the preload runs. */
export const binding = 'standInSend';
export const receiver = `${binding}Receive`;

/** Sources of what runs in the page, to be put together as text. */
const sources = { bridge: String(makeBridge), codec: String(makeCodec), emitter: String(makeEmitter), mainWorld: String(runMainWorld), preloadWorld: String(runPreloadWorld) };

/** Only the top frame has a preload, as without `nodeIntegrationInSubFrames`. */
const onlyTop = 'if (window !== window.top) return;';

export function mainWorldScript(eventName: string): string {
  return `(() => { ${onlyTop} (${sources.mainWorld})(${JSON.stringify(eventName)}, ${sources.bridge}); })()`;
}

/** The isolated world's script: the runtime, then the preload as a CommonJS module. */
export function preloadWorldScript(facts: PageFacts, preload: string | undefined): string {
  const source = preload === undefined ? '' : readFileSync(preload, 'utf8');
  if (/^\s*(import|export)\s[^(]/m.test(source)) throw new Error(`stand-in: a sandboxed preload must be CommonJS: ${preload ?? ''}`);
  return `(() => {
    ${onlyTop}
    const scope = (${sources.preloadWorld})(${JSON.stringify(facts)}, (${sources.codec})(), ${sources.bridge}, ${sources.emitter}, ${JSON.stringify(binding)});
    const module = { exports: {} };
    try {
      (function (require, module, exports, process, global) {${source}
      })(scope.require, module, module.exports, scope.process, globalThis);
    } catch (error) {
      console.error('Unable to load preload script: ' + ${JSON.stringify(preload ?? '')});
      console.error(error);
    }
  })()
  //# sourceURL=${preload ?? 'electron-standin/preload-world'}`;
}
