import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/vote/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Old web views: BigInt came with Chromium 67, and nothing votes without it.
    target: 'chrome67',
    cssTarget: 'chrome67',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
