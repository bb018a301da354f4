import { registerHooks } from 'node:module';

const names = new Set(['electron', 'electron/main', 'electron/common', 'electron/renderer', 'electron/utility']);

/** `import` and `require` of electron find the stand-in's module at `url` from now on. */
export function resolveElectron(url: URL): void {
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      if (names.has(specifier)) return { url: url.href, format: 'module-typescript', shortCircuit: true };
      // Electron's name for the file system without archives.
      return nextResolve(specifier === 'original-fs' ? 'node:fs' : specifier, context);
    },
  });
}
