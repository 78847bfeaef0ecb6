// `npm run bench -- read`: images a second through each stage of reading, one core, on 280x280 PNG drawings, and through a reading explained, one at a
// time; then Pillow and Keras doing the same when PYTHON names an interpreter that has them (default /tmp/peer/bin/python).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const load = (lib) => require(`../libs/${lib}/dist/index.js`);
const { strokeSamples } = load('learning');
const { decode, encodePng } = load('imaging');
const { findCandidates } = load('vision');
const { glyphsOf, openModel, read, readModelFolder, recognise } = load('recognition');

const { values } = parseArgs({ options: { images: { type: 'string', default: '500' }, batch: { type: 'string', default: '64' } } });
const [count, batch] = [Number(values.images), Number(values.batch)];
const model = await openModel(await readModelFolder(join(import.meta.dirname, '../models/digits')), { device: 'cpu', threads: 1 });
const files = await Promise.all(strokeSamples({ count, seed: 3, side: 280 }).map(({ raster }) => encodePng(raster)));

/** Runs the stage on every item, in batches, eight times; the last counts. A worker runs for days, and V8 compiles the hot loops for the first thousands of pictures. */
async function timed(name, items, stage) {
  let [results, line] = [[], ''];
  for (let round = 0; round < 8; round++) {
    results = [];
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    for (let at = 0; at < items.length; at += batch) results.push(...(await stage(items.slice(at, at + batch))));
    const { user, system } = process.cpuUsage(cpu);
    const each = (user + system) / 1000 / items.length;
    const perSecond = Math.round((1000 * items.length) / (performance.now() - began));
    line = `${name.padEnd(8)} ${String(perSecond).padStart(7)} images/s   ${each.toFixed(2)} ms of CPU each`;
  }
  console.log(line);
  return results;
}

const decoded = (some) => Promise.all(some.map((file) => decode(file)));
const seen = (some) => some.map((raster) => findCandidates(raster));
async function readings(some) {
  const logits = await model.run(some.flatMap(glyphsOf).map(({ pixels }) => pixels));
  let at = 0;
  return some.map((lines) => {
    const rows = logits.subarray(at, (at += glyphsOf(lines).length * model.card.labels.length));
    return read(lines, rows, model.card);
  });
}
const rasters = await timed('decode', files, decoded);
const lines = await timed('vision', rasters, seen);
await timed('network', lines, readings);
await timed('whole', files, async (some) => readings(seen(await decoded(some))));
await timed('explain', lines.slice(0, 20), async (some) => {
  const readings = [];
  for (const one of some) readings.push(await recognise(one, { explain: true }, model));
  return readings;
});
await model.close();

const PEER = `
import io, os, sys, time
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
from PIL import Image, ImageOps
from tensorflow import keras
from tensorflow.keras import layers
folder, count, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
files = [open(f"{folder}/{i}.png", "rb").read() for i in range(count)]
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation="relu"),
    layers.MaxPooling2D(), layers.Flatten(), layers.Dense(128, activation="relu"), layers.Dense(10, activation="softmax")])
def decode(some): return [Image.open(io.BytesIO(file)).convert("L") for file in some]
def see(some): return [np.asarray(ImageOps.invert(image).resize((28, 28)), dtype="float32") / 255 for image in some]
def answer(some): return list(model.predict_on_batch(np.stack(some)[..., None]))
def timed(name, items, stage):
    for _ in range(2):
        began, cpu, out = time.perf_counter(), time.process_time(), []
        for at in range(0, count, batch): out += stage(items[at:at + batch])
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(f"{name:8} {count / wall:7.0f} images/s   {1000 * cpu / count:.2f} ms of CPU each")
    return out
print("Pillow and Keras (resized as they are, no search for the digit)")
images = timed("decode", files, decode)
glyphs = timed("resize", images, see)
timed("network", glyphs, answer)
timed("whole", files, lambda some: answer(see(decode(some))))
`;
const folder = mkdtempSync(join(tmpdir(), 'numera-bench-'));
try {
  files.forEach((file, i) => writeFileSync(join(folder, `${i}.png`), file));
  const python = process.env.PYTHON ?? '/tmp/peer/bin/python';
  const peer = spawnSync(python, ['-c', PEER, folder, String(count), String(batch)], { encoding: 'utf8', timeout: 300_000 });
  if (peer.status === 0) console.log(`\n${peer.stdout.trim()}`);
  else console.log(`\nno Python with Pillow and Keras at ${python} (PYTHON names another)`);
} finally {
  rmSync(folder, { recursive: true });
}
