import { defineConfig } from '@playwright/test';

const chromium = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: './journeys',
  testMatch: '**/*.ts',
  globalSetup: './fixtures/start-town.ts',
  outputDir: './test-results',
  workers: 2,
  fullyParallel: true,
  // A busy machine takes long over a walk of twenty pages.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // A journey that passes only at the second attempt is a fault, here or in the product.
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      // The sandbox refuses root, which is what a build machine often is; the rest keeps the browser off the network.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
