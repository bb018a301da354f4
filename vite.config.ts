import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Every browser we run in reads woff2: leave the second copy of each font out of the program. */
function withoutWoff1(): Plugin {
  return {
    name: 'without-woff1',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource') || !id.split('?')[0]?.endsWith('.css')) return null;
      return { code: code.replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ''), map: null };
    },
  };
}

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [withoutWoff1(), react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    // The page's policy allows no data: fonts or scripts, and one request more costs nothing on loopback.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  server: { host: '127.0.0.1', proxy: process.env['WATCHHOUSE_ENGINE'] === undefined ? {} : { '/api': { target: process.env['WATCHHOUSE_ENGINE'], ws: true } } },
});
