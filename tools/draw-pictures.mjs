// The pictures of docs/recognition.md, drawn by the pipeline itself from strokes of our own: node tools/draw-pictures.mjs after `npm run build`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { load, openDigits, openLines, root } from './built.mjs';

const sharp = createRequire(import.meta.url)('sharp');
const { contactSheet, heldApartWords, pictureSamples, previewRows, recipes, stringSamples, strokeSamples, strokeWriter } = load('learning');
const { findCandidates, lineImage } = load('vision');
const { recognise } = load('recognition');
const { encodeCaptionedPng } = load('imaging');

const folder = join(root, 'docs/pictures');
const [WIDE, GAP, SCALE, LEFT] = [960, 28, 3, 16];
const PAPER = '#ffffff';

const grey = ({ width, height, data }) => sharp(Buffer.from(data), { raw: { width, height, channels: 1 } });
const negative = ({ data, ...size }) => ({ ...size, data: data.map((value) => 255 - value) });
/** Words as a layer; libs/imaging has sharp refuse SVG. */
const text = (words, left, top) => ({
  input: { text: { text: `<span foreground="#222">${words}</span>`, font: 'sans', dpi: 110, rgba: true } },
  left,
  top,
});

/** Draws the stages on the way from a page to its text, one below the other. */
async function drawStages() {
  const samples = [...pictureSamples({ count: 8, seed: 5, writers: [strokeWriter], only: 'number-squared' })];
  const sample = samples.find(({ label }) => label.length >= 5);
  const [digits, lineModel] = [await openDigits(), await openLines()];
  const lines = await lineModel.judge(findCandidates(sample.raster), digits.card.labels);
  const reading = await recognise(lines, {}, digits);
  await Promise.all([digits.close(), lineModel.close()]);
  const { raster: line, cuts } = lineImage(lines[0].ink, 64);

  const layers = [];
  let below = LEFT;
  const put = async (title, image, height) => {
    layers.push(text(title, 0, below + 6));
    const picture = await image.resize({ height, kernel: 'lanczos3' }).png().toBuffer();
    layers.push({ input: picture, left: 0, top: below + 32 });
    below += height + 32 + GAP;
    const { width } = await sharp(picture).metadata();
    return width;
  };
  await put('1  The picture', grey(sample.raster), 300);
  const top = below + 32;
  const width = await put('2  The ink of its line, level; the grid is gone. Thin: where a digit may end', grey(negative(line)), 64 * SCALE);
  for (const cut of cuts.slice(1, -1)) {
    const stroke = { width: 2, height: 64 * SCALE, channels: 3, background: '#d33' };
    layers.push({ input: { create: stroke }, left: Math.round((cut * width) / line.width), top });
  }
  layers.push(text('3  Each digit as the network sees it, what it says, and how sure it is', 0, below + 6));
  for (const [i, glyph] of reading.glyphs.entries()) {
    const part = lines[0].candidates.find(({ glyph: { box } }) => JSON.stringify(box) === JSON.stringify(glyph.box));
    const pixels = Uint8Array.from(part.glyph.pixels, (value) => 255 * value);
    const input = await grey({ width: 28, height: 28, data: pixels }).resize({ width: 112, kernel: 'nearest' }).png().toBuffer();
    layers.push({ input, left: i * 140, top: below + 32 });
    layers.push(text(`${glyph.label}   ${(100 * glyph.confidence).toFixed(2)} %`, i * 140, below + 32 + 118));
  }
  below += 32 + 134 + GAP;
  layers.push(text(`4  ${reading.text}, ${(100 * reading.confidence).toFixed(2)} % sure as a whole: ${reading.decision}`, 0, below));
  await sharp({ create: { width: WIDE, height: below + GAP, channels: 3, background: PAPER } })
    .composite(layers.map((layer) => ({ ...layer, left: layer.left + LEFT })))
    .webp({ quality: 80 })
    .toFile(join(folder, 'stages.webp'));
  console.log(`${sample.label} read as ${reading.text}`);
}

/** All that training sees. */
async function drawTraining() {
  const digits = strokeSamples({ count: 600, seed: 1, side: 28 }).map(({ raster, label }) => ({
    label: String(label),
    raster: negative(raster),
  }));
  const rows = previewRows(digits, { augmentation: recipes.taught.augmentation, seed: 1, columns: 14 });
  const { raster, captions } = contactSheet(rows);
  const sheet = await encodeCaptionedPng(raster, captions);
  await sharp(sheet).resize({ width: WIDE }).webp({ quality: 60 }).toFile(join(folder, 'training.webp'));
}

/** Pictures, each with what is read of it; whatever comes, none is chosen. */
async function drawReadings(samples, name) {
  const [digits, lineModel] = [await openDigits(), await openLines()];
  const column = (WIDE - LEFT) / 2;
  const below = [LEFT, LEFT];
  const layers = [];
  for (const { raster, label } of samples) {
    const reading = await recognise(await lineModel.judge(findCandidates(raster), digits.card.labels), {}, digits);
    const said = `${reading.text ?? 'nothing'}, ${(100 * reading.confidence).toFixed(1)} %: ${reading.decision}`;
    const at = below[0] <= below[1] ? 0 : 1;
    const shown = grey(raster).resize({ width: column - 20, height: 90, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await shown.png().toBuffer({ resolveWithObject: true });
    layers.push({ input: data, left: LEFT + at * column, top: below[at] });
    layers.push(text(reading.text === label ? said : `${said} (it is ${label})`, LEFT + at * column, below[at] + info.height + 4));
    below[at] += info.height + 24 + GAP;
  }
  await Promise.all([digits.close(), lineModel.close()]);
  await sharp({ create: { width: WIDE, height: Math.max(...below), channels: 3, background: PAPER } })
    .composite(layers)
    .webp({ quality: 80 })
    .toFile(join(folder, name));
}

mkdirSync(folder, { recursive: true });
await drawStages();
await drawTraining();
await drawReadings(pictureSamples({ count: 6, seed: 3, writers: [strokeWriter], only: 'amount' }), 'amounts.webp');
await drawReadings(stringSamples({ count: 18, seed: 4, writers: [strokeWriter], signs: heldApartWords() }), 'words.webp');
