import { defineConfig } from 'vite';

/** A sandboxed preload script cannot import files: everything it needs goes into one CommonJS file. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/electron/preload',
    emptyOutDir: true,
    target: 'chrome130',
    minify: false,
    lib: { entry: 'electron/preload/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
});
