// How the journeys run: in the system's own Chromium, one after another, against SHUZHI_URL or else the built web with its mock.
import { defineConfig } from '@playwright/test';

const given = process.env.SHUZHI_URL;
const url = given ?? 'http://127.0.0.1:4174';

export default defineConfig({
  testDir: 'journeys', timeout: 60_000, expect: { timeout: 15_000 }, workers: 1, fullyParallel: false, reporter: [['list']],
  use: {
    baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', serviceWorkers: 'block', trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  ...(given ? {} : { webServer: { command: 'node ../web/mock/serve.mjs', url, env: { PORT: '4174' }, reuseExistingServer: false } }),
});
