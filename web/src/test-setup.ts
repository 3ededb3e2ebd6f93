// Before every test: matchers for the page, a clean page after it, and no request may leave for a real server.
import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

vi.stubGlobal(
  'fetch',
  vi.fn(async () => new Response('[]', { status: 200, headers: { 'content-type': 'application/json' } })),
);
afterEach(cleanup);
