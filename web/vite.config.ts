// How the web is built: one folder of static files (dist) that the program carries inside itself.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';

const server = process.env.SHUZHI_URL;

/** Without SHUZHI_URL the dev server answers /api itself, from the mock. */
const mock = {
  name: 'mock-api',
  async configureServer(dev: { middlewares: { use: (f: (q: unknown, r: unknown, next: () => void) => void) => void } }) {
    const { api } = await import('./mock/api.mjs');
    dev.middlewares.use((req, res, next) => ((req as { url: string }).url.startsWith('/api/') ? void api(req, res) : next()));
  },
};

/** Packs every text file beside itself (name.br), so that the program hands it out without packing it again. */
const packed = {
  name: 'packed',
  apply: 'build' as const,
  writeBundle({ dir }: { dir?: string }) {
    const all = readdirSync(dir!, { recursive: true, withFileTypes: true }).filter((f) => f.isFile() && /\.(js|css|html|svg)$/.test(f.name));
    for (const file of all) {
      const path = join(file.parentPath, file.name);
      writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
    }
  },
};

export default defineConfig({
  plugins: [react(), packed, ...(server ? [] : [mock])],
  // The Host stays ours: the server refuses writes from a foreign origin.
  server: server ? { proxy: { '/api': { target: server } } } : {},
  build: {
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 20 },
            { name: 'data', test: /node_modules[\\/]@tanstack/, priority: 15 },
            // Only what nearly every page needs: 4 sharers kept the phone's first load at half of the list's.
            { name: 'ui', test: /node_modules[\\/](antd|@rc-component|@ant-design|dayjs|@babel)/, minShareCount: 4, priority: 10 },
          ],
        },
      },
    },
  },
  // A test that waits for a page may share its machine with a compiler.
  test: { testTimeout: 20_000, environment: 'happy-dom', setupFiles: ['./src/test-setup.ts'], include: ['src/**/*.test.{ts,tsx}'] },
});
