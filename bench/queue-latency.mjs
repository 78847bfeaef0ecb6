// Round trip of a job through the queue: enqueue `recognise` -> a worker process -> enqueue `recognised` -> this process.
// Usage: node bench/queue-latency.mjs [jobs]   with DATABASE_QUEUE_URL (migrated) or REDIS_URL in the environment.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { openQueues } = require('../libs/queue/dist/index.js');
const { loadConfig } = require('../libs/config/dist/index.js');
const { createLogger } = require('../libs/telemetry/dist/index.js');

const config = loadConfig({ ...process.env, LOG_LEVEL: 'warn' });
const queues = await openQueues(config, createLogger('bench', config));
const model = 'digits-20260101-00000000';

if (process.send) await beWorker();
else await measure(Number(process.argv[2] ?? 1000));

async function beWorker() {
  await queues.startWorkers('inference', {
    recognise: async ({ items }) => {
      const outcomes = items.map(({ predictionId }) => ({
        status: 'done',
        predictionId,
        reading: { text: null, confidence: 0, decision: 'reject', glyphs: [] },
        timings: { queueMs: 0, decodeMs: 0, inferMs: 0 },
      }));
      await queues.enqueue('recognised', { model, outcomes });
    },
  });
  process.on('disconnect', () => void queues.close().then(() => process.exit(0)));
  process.send('ready');
}

async function measure(count) {
  const waiting = new Map();
  await queues.startWorkers('results', {
    recognised: async ({ outcomes }) => {
      for (const { predictionId } of outcomes) waiting.get(predictionId)?.();
    },
    trainingProgressed: async () => {},
    trained: async () => {},
  });
  const env = { ...process.env, NUMERA_QUEUE_PREFIX: config.NUMERA_QUEUE_PREFIX };
  const worker = fork(fileURLToPath(import.meta.url), { env });
  await new Promise((resolve) => worker.once('message', resolve));
  await inFlight(16, 200, waiting);
  for (const clients of [1, 16]) await report(clients, await inFlight(clients, count, waiting));
  worker.disconnect();
  await queues.close();
}

async function inFlight(clients, count, waiting) {
  const times = [];
  const started = performance.now();
  const cpu = process.cpuUsage();
  let left = count;
  const client = async () => {
    while (left-- > 0) {
      const predictionId = randomUUID();
      const began = performance.now();
      const answered = new Promise((resolve) => waiting.set(predictionId, resolve));
      const key = 'images/00/0123456789abcdef';
      await queues.enqueue('recognise', {
        model,
        objects: { onnx: key, card: key },
        items: [{ predictionId, image: key, options: { layout: 'auto' }, askedAt: Date.now() }],
      });
      await answered;
      waiting.delete(predictionId);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const { user, system } = process.cpuUsage(cpu);
  return { times, seconds: (performance.now() - started) / 1000, cpuMs: (user + system) / 1000 / count };
}

function report(clients, { times, seconds, cpuMs }) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
  const rate = (times.length / seconds).toFixed(0);
  console.log(
    `${queues.kind} ${clients} in flight: ${rate}/s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${cpuMs.toFixed(2)} ms CPU here each`,
  );
}
