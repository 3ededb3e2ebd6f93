// Serves the built web under the same security policy as the real server; behind it the mock, or the server that SHUZHI_URL names.
import { createServer, request } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { api } from './api.mjs';

const dist = new URL('../dist/', import.meta.url).pathname, port = Number(process.env.PORT ?? 4173);
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.svg': 'image/svg+xml' };
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

function forward(req, res) {
  const onward = request(new URL(req.url, process.env.SHUZHI_URL), { method: req.method, headers: req.headers }, (answer) => { res.writeHead(answer.statusCode, answer.headers); answer.pipe(res); });
  onward.on('error', () => res.writeHead(502).end());
  req.pipe(onward);
}

createServer((req, res) => {
  if (req.url.startsWith('/api/')) return void (process.env.SHUZHI_URL ? forward(req, res) : api(req, res));
  const path = decodeURIComponent(new URL(req.url, 'http://mock').pathname), wanted = join(dist, path);
  const file = wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html');
  res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache' });
  return void res.end(readFileSync(file));
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}  (admin / shuzhi-demo-2026)`));
