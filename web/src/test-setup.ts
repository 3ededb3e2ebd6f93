// Before every test: matchers for the page, a clean page after it, no request may leave for a real server, and the browser is Chinese.
import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

vi.stubGlobal(
  'fetch',
  vi.fn(async () => new Response('[]', { status: 200, headers: { 'content-type': 'application/json' } })),
);
// The house speaks Chinese unless a test chooses otherwise.
Object.defineProperty(navigator, 'language', { value: 'zh-CN', configurable: true });
afterEach(cleanup);
