// `npm run bench -- predict [--python PYTHON]`: POST /predict with a 280x280 PNG at 1 and 16 clients, on the embedded default and on
// Redis where redis-server is installed. Prints requests/s, p50, p95, CPU ms per request by process and peak memory by process.
// Where PYTHON has Flask, Keras and Pillow, peers/flask_keras.py is measured in the same run, before and after, and the ratio printed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const autocannon = require('autocannon');
const sharp = require('sharp');
const { drawStrokes, randomFrom, strokesOf } = require('../libs/learning/dist/index.js');

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    images: { type: 'string', default: '200' },
    python: { type: 'string', default: 'python3' },
  },
});
/** Clock ticks a second in /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS = 100;

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
};

/** Resolves once something takes connections at `port` of this machine. */
async function listening(port) {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

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

/** Answers/s to requests that each client sends one after the other for some seconds, and what they cost the processes below `pid`. */
async function measure(load, clients, seconds, pid) {
  const before = processes(pid);
  const { done, failed, times, duration } = await load(clients, seconds);
  const perRequest = ([name, { ms }]) => [name, Number(((ms - (before[name]?.ms ?? 0)) / done).toFixed(2))];
  return {
    clients,
    'requests/s': Number((done / duration).toFixed(1)),
    'p50 ms': percentile(times, 0.5),
    'p95 ms': percentile(times, 0.95),
    'not 2xx': failed,
    'CPU ms/request': Object.fromEntries(Object.entries(processes(pid)).map(perRequest)),
  };
}

/** Load on a server that keeps connections open. */
const keptOpen = (url, images) => async (connections, seconds) => {
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
  return { done: result['2xx'], failed: result.non2xx + result.errors, times, duration: result.duration };
};

/** Load on a server that closes the connection after each answer, which autocannon does not take up again. */
const closedEachTime = (url, images) => async (connections, seconds) => {
  const times = [];
  const startedAt = performance.now();
  let failed = 0;
  let next = 0;
  const client = async () => {
    while (performance.now() - startedAt < seconds * 1000) {
      const sentAt = performance.now();
      const body = images[next++ % images.length];
      const response = await fetch(`${url}/predict`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      await response.text();
      if (response.ok) times.push(performance.now() - sentAt);
      else failed++;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return { done: times.length, failed, times, duration: (performance.now() - startedAt) / 1000 };
};

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

/** Requests/s of Flask and Keras by number of clients; null where they are not installed. */
async function benchPeer(images) {
  if (spawnSync(values.python, ['-c', 'import flask, keras, tensorflow, PIL'], { stdio: 'ignore' }).status !== 0) {
    process.stdout.write(`\n${values.python} has no Flask, Keras and Pillow: no peer (--python names another)\n`);
    return null;
  }
  const port = await freePort();
  const peer = spawn(values.python, [join(import.meta.dirname, 'peers/flask_keras.py'), String(port)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(peer.stdout, 'data');
    const url = `http://127.0.0.1:${port}`;
    process.stdout.write('\nFlask + Keras, as such demonstrations are written\n');
    const load = closedEachTime(url, images);
    await listening(port);
    await measure(load, 16, 4, peer.pid);
    const found = {};
    for (const clients of [1, 16]) {
      const figures = await measure(load, clients, Number(values.seconds), peer.pid);
      process.stdout.write(`${JSON.stringify(figures)}\n`);
      found[clients] = figures['requests/s'];
    }
    return found;
  } finally {
    peer.kill('SIGKILL');
    await once(peer, 'exit');
  }
}

/** Measures the product on one queue; gives requests/s by number of clients. */
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
    const load = keptOpen(url, images);
    await measure(load, 16, 8, launcher.pid);
    const found = {};
    for (const clients of [1, 16]) {
      const figures = await measure(load, clients, Number(values.seconds), launcher.pid);
      process.stdout.write(`${JSON.stringify(figures)}\n`);
      found[clients] = figures['requests/s'];
    }
    const peak = Object.entries(processes(launcher.pid)).map(([name, { peakMb }]) => `${name} ${Math.round(peakMb)}`);
    process.stdout.write(`peak memory, MB: ${peak.join(', ')}\n`);
    return found;
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
const peers = [await benchPeer(bodies)];
const embedded = await bench('PostgreSQL queue (the embedded default)', {}, bodies);
if (peers[0] !== null) peers.push(await benchPeer(bodies));
await withRedis((env) => bench('Redis queue', env, bodies));
if (peers[0] !== null) {
  for (const clients of [1, 16]) {
    const [before, after] = peers.map((peer) => peer[clients]);
    const mean = (before + after) / 2;
    process.stdout.write(
      `\n${clients} clients: the embedded default does ${(embedded[clients] / mean).toFixed(1)} times the peer's ${mean.toFixed(1)} requests/s`,
    );
  }
  process.stdout.write('\n');
}
