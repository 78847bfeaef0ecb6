import { DIGITS, answersOf, mnistRasters, packGlyphs, readMnist } from '@numera/learning';
import type { Dataset, DatasetSource, GlyphSet, TrainedModel } from '@numera/learning';
import { argMax, softmax } from '@numera/recognition';
import { GLYPH_SIDE } from '@numera/vision';
import { percent } from '../table';

/** As many as the applications before showed. */
const SHOWN = 5;
/** The four quarters of a character cell, by bits: upper left, upper right, lower left, lower right. */
const BLOCKS = ' ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█';

/** The first images of MNIST's test set where that lies beside the training files, else the first that were not learned from. */
async function firstImages(source: DatasetSource, { validation }: Dataset): Promise<{ name: string; set: GlyphSet }> {
  if (source.kind === 'mnist') {
    const part = await readMnist(source.folder, 't10k').catch(() => null);
    if (part !== null) return { name: 'MNIST’s test set', set: packGlyphs(mnistRasters(part, 0, SHOWN), DIGITS) };
  }
  return { name: 'the validation set', set: validation };
}

/** Draws the first five images of the test set side by side with what the model reads in them, and how surely: a look, no measurement. */
export async function sanityLines(model: TrainedModel, source: DatasetSource, dataset: Dataset): Promise<string[]> {
  const { name, set } = await firstImages(source, dataset);
  const count = Math.min(SHOWN, set.count);
  const size = GLYPH_SIDE * GLYPH_SIDE;
  const shown = { count, pixels: set.pixels.subarray(0, count * size), classes: set.classes.subarray(0, count) };
  const answers = await answersOf(model.onnx, shown, model.labels.length, 1);
  const pictures = Array.from({ length: count }, (_, i) => pictureOf(shown.pixels.subarray(i * size, (i + 1) * size)));
  const captions = Array.from(shown.classes, (right, i) => {
    const logits = answers.logits.subarray(i * answers.labels, (i + 1) * answers.labels);
    const probabilities = softmax(logits, model.calibration.temperature);
    const best = argMax(probabilities);
    const read = `reads ${model.labels[best]}`;
    return [best === right ? read : `${read}, is ${model.labels[right]}`, percent(probabilities[best] ?? 0)];
  });
  const captionLine = (line: number): string =>
    captions
      .map((lines) => (lines[line] ?? '').padEnd(GLYPH_SIDE / 2))
      .join(' ')
      .trimEnd();
  const rows = Array.from({ length: GLYPH_SIDE / 2 }, (_, y) => pictures.map((lines) => lines[y] ?? '').join(' '));
  return [`the first ${count} images of ${name}:`, ...rows.filter((row) => row.trim() !== ''), captionLine(0), captionLine(1)];
}

/** A glyph in characters that hold four pixels each. */
function pictureOf(pixels: Uint8Array): string[] {
  const isInk = (x: number, y: number): boolean => (pixels[y * GLYPH_SIDE + x] ?? 0) > 96;
  return Array.from({ length: GLYPH_SIDE / 2 }, (_, row) =>
    Array.from({ length: GLYPH_SIDE / 2 }, (_, column) => {
      const [x, y] = [2 * column, 2 * row];
      const bits = [isInk(x, y), isInk(x + 1, y), isInk(x, y + 1), isInk(x + 1, y + 1)];
      return BLOCKS[bits.reduce((sum, bit, i) => sum + (bit ? 1 << i : 0), 0)];
    }).join(''),
  );
}
