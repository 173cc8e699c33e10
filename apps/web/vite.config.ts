import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // Browsers of government desktops are Chromium 86 and on, under several names.
    target: 'chrome86',
    cssTarget: 'chrome86',
    // Styles and pictures inlined as data: would need a looser content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            {
              name: 'platform',
              test: /node_modules\/(@tanstack|i18next|react-i18next|use-sync-external-store|seroval|html-parse-stringify)/,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 4871,
    proxy: { '/api': { target: 'http://127.0.0.1:4870' } },
  },
});
