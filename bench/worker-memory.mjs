// `npm run bench -- worker-memory [first] [last]`: resident memory of a worker process after 5,000 and after 20,000 predictions; fails
// when it has grown by more than a tenth. On REDIS_URL or DATABASE_QUEUE_URL (migrated) when one is set, else on a PostgreSQL of its own.
import { execFileSync, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const { openQueues } = require('../libs/queue/dist/index.js');
const { loadConfig } = require('../libs/config/dist/index.js');
const { createLogger } = require('../libs/telemetry/dist/index.js');
const { newObjectKey, openObjectStore } = require('../libs/storage/dist/index.js');
const { testPostgres } = require('../libs/testing/dist/index.js');

const root = fileURLToPath(new URL('..', import.meta.url));
const [first = 5_000, last = 20_000] = process.argv.slice(2).map(Number);
const ITEMS_PER_JOB = 16;
const JOBS_IN_FLIGHT = 4;

const data = mkdtempSync(join(tmpdir(), 'numera-memory-'));
const isGiven = process.env.REDIS_URL !== undefined || process.env.DATABASE_QUEUE_URL !== undefined;
const database = isGiven ? undefined : await testPostgres();
const own = database && { DATABASE_QUEUE_URL: database.queueUrl };
const env = { ...process.env, ...own, NUMERA_DATA: data, NUMERA_QUEUE_PREFIX: `m${randomUUID().slice(0, 8)}`, LOG_LEVEL: 'warn' };
const config = loadConfig(env);
const storage = await openObjectStore(config);
const queues = await openQueues(config, createLogger('bench', config));
const model = JSON.parse(readFileSync(join(root, config.NUMERA_MODEL, 'card.json'), 'utf8')).version;
const images = await Promise.all(Array.from({ length: 64 }, (_, i) => store(i)));

const waiting = new Map();
await queues.startWorkers('results', {
  recognised: async ({ outcomes }) => waiting.get(outcomes[0].predictionId)?.(),
  trainingProgressed: async () => {},
  trained: async () => {},
});
const worker = fork(join(root, 'apps/inference-worker/dist/main.js'), { env, cwd: root });
await new Promise((resolve) => worker.once('message', resolve));

const started = performance.now();
await predict(0, first);
const before = residentMiB();
await predict(first, last);
const after = residentMiB();
const ratio = after / before;
const rate = (last / ((performance.now() - started) / 1000)).toFixed(0);
console.log(
  `${before.toFixed(1)} MiB after ${first}, ${after.toFixed(1)} MiB after ${last}: ratio ${ratio.toFixed(3)} (${rate} predictions/s, ${queues.kind})`,
);

worker.disconnect();
await queues.close();
await database?.stop();
rmSync(data, { recursive: true });
process.exitCode = ratio <= 1.1 ? 0 : 1;

/** A picture of its own size and stroke; every seventh is a blank page. */
async function store(i) {
  const side = 120 + i * 10;
  const stroke =
    i % 7 === 0
      ? ''
      : `<path d="M${side * 0.3} ${side * 0.2} h${side * 0.4} l${-side * 0.3} ${side * 0.6}" stroke="black" stroke-width="${side / 14}" fill="none"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="100%" height="100%" fill="white"/>${stroke}</svg>`;
  const key = newObjectKey('images');
  await storage.put(key, await sharp(Buffer.from(svg)).png().toBuffer());
  return key;
}

async function predict(from, to) {
  let next = from;
  const client = async () => {
    while (next < to) {
      const count = Math.min(ITEMS_PER_JOB, to - next);
      const items = Array.from({ length: count }, (_, i) => ({
        predictionId: randomUUID(),
        image: images[(next + i) % images.length],
        options: { layout: 'auto' },
        askedAt: Date.now(),
      }));
      next += count;
      const done = new Promise((resolve) => waiting.set(items[0].predictionId, resolve));
      await queues.enqueue('recognise', { model, objects: { onnx: images[0], card: images[0] }, items });
      await done;
      waiting.delete(items[0].predictionId);
    }
  };
  await Promise.all(Array.from({ length: JOBS_IN_FLIGHT }, client));
}

function residentMiB() {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(worker.pid)], { encoding: 'utf8' })) / 1024;
}
