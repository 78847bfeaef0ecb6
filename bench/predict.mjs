// `npm run bench -- predict`: POST /predict with a 280x280 PNG at 1 and 16 clients, on the embedded default and on Redis where
// redis-server is installed. Prints requests/s, p50, p95, CPU ms per request by process and peak memory by process.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const autocannon = require('autocannon');
const sharp = require('sharp');
const { drawStrokes, randomFrom, strokesOf } = require('../libs/learning/dist/index.js');

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, images: { type: 'string', default: '200' } } });
/** Clock ticks a second in /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS = 100;

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
};

/** Different drawings: equal bytes would share one stored image, which real callers' do not. */
async function drawings(count) {
  const random = randomFrom(77);
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { data, width, height } = drawStrokes(strokesOf(i % 10, random), { side: 280, penWidth: 15 });
      return sharp(data, { raw: { width, height, channels: 1 } })
        .toColourspace('srgb')
        .ensureAlpha()
        .png()
        .toBuffer();
    }),
  );
}

/** Every process below `pid`, by what it is. */
function processes(pid) {
  const parents = new Map();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const peakMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      parents.set(Number(entry), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]), command, peakMb });
    } catch {
      // It ended meanwhile.
    }
  }
  const isBelow = (id) => id === pid || (parents.has(id) && parents.get(id).parent > 1 && isBelow(parents.get(id).parent));
  const found = {};
  for (const [id, { command, ticks, peakMb }] of parents) {
    if (!isBelow(id)) continue;
    const name = /gateway|inference-worker|trainer|postgres|redis-server/.exec(command.replace(/.*node_modules/, ''))?.[0] ?? 'launcher';
    const group = (found[name] ??= { ms: 0, peakMb: 0 });
    group.ms += (ticks * 1000) / TICKS;
    group.peakMb = Math.max(group.peakMb, peakMb);
  }
  return found;
}

async function measure(url, images, connections, seconds, pid) {
  const before = processes(pid);
  const times = [];
  let next = 0;
  const run = autocannon({
    url: `${url}/predict`,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: images[next++ % images.length] }),
      },
    ],
  });
  // autocannon's own summary knows no p95.
  run.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  const result = await run;
  const after = processes(pid);
  const done = result['2xx'];
  const perRequest = ([name, { ms }]) => [name, Number(((ms - (before[name]?.ms ?? 0)) / done).toFixed(2))];
  return {
    clients: connections,
    'requests/s': Number((done / result.duration).toFixed(1)),
    'p50 ms': percentile(times, 0.5),
    'p95 ms': percentile(times, 0.95),
    'not 2xx': result.non2xx + result.errors,
    'CPU ms/request': Object.fromEntries(Object.entries(after).map(perRequest)),
  };
}

function percentile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));
}

async function withRedis(use) {
  if (spawnSync('redis-server', ['--version']).status !== 0)
    return process.stdout.write('redis-server is not installed: no figures on Redis\n');
  const folder = mkdtempSync(join(tmpdir(), 'numera-bench-redis-'));
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', 'maxmemory-policy': 'noeviction' };
  const redis = spawn(
    'redis-server',
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: 'ignore' },
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  try {
    await use({ REDIS_URL: `redis://127.0.0.1:${port}` });
  } finally {
    // Killed: asked politely it would first save what nobody needs, and stay when it can not.
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bench(title, env, images) {
  const data = mkdtempSync(join(tmpdir(), 'numera-bench-'));
  chmodSync(data, 0o755);
  const startedAt = performance.now();
  const launcher = spawn(process.execPath, [join(root, 'apps/standalone/dist/main.js')], {
    env: { ...process.env, PORT: String(await freePort()), NUMERA_DATA: data, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  const url = await new Promise((resolve, reject) => {
    launcher.stdout.on('data', (chunk) => {
      log += chunk;
      const ready = /Numera is ready: (\S+)/.exec(log)?.[1];
      if (ready) resolve(ready);
    });
    launcher.once('exit', () => reject(new Error(log)));
  });
  const readyMs = Math.round(performance.now() - startedAt);
  try {
    const firstAt = performance.now();
    const first = await fetch(`${url}/predict`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: images[0] });
    await first.text();
    process.stdout.write(
      `\n${title}: ready after ${readyMs} ms (new data folder), first answer ${Math.round(performance.now() - firstAt)} ms, status ${first.status}\n`,
    );
    // Until its code is compiled the product is slower than it stays.
    await measure(url, images, 16, 8, launcher.pid);
    for (const clients of [1, 16])
      process.stdout.write(`${JSON.stringify(await measure(url, images, clients, Number(values.seconds), launcher.pid))}\n`);
    const peak = Object.entries(processes(launcher.pid)).map(([name, { peakMb }]) => `${name} ${Math.round(peakMb)}`);
    process.stdout.write(`peak memory, MB: ${peak.join(', ')}\n`);
  } finally {
    launcher.kill('SIGTERM');
    await once(launcher, 'exit');
    rmSync(data, { recursive: true, force: true });
  }
}

const pngs = await drawings(Number(values.images));
const bodies = pngs.map((png) => JSON.stringify({ image: `data:image/png;base64,${png.toString('base64')}` }));
process.stdout.write(
  `${bodies.length} drawings of 280x280, PNG of ${Math.round(pngs.reduce((sum, png) => sum + png.length, 0) / pngs.length)} bytes on average\n`,
);
await bench('PostgreSQL queue (the embedded default)', {}, bodies);
await withRedis((env) => bench('Redis queue', env, bodies));
