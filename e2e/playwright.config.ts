// How the journeys run: in the system's own Chromium, one after another, against a running Shuzhi with the demonstration company.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'journeys',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  fullyParallel: false,
  reporter: [['list']],
  use: {
    // The address at which `cargo xtask run` serves.
    baseURL: process.env.SHUZHI_URL ?? 'http://127.0.0.1:8080',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    // Recording every step makes a run half as long again; it is asked for where a failure needs it.
    trace: process.env.SHUZHI_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
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
