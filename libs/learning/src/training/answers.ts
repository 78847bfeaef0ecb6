import { argMax } from '@numera/recognition';
import { GLYPH_SIDE } from '@numera/vision';
import { InferenceSession, Tensor } from '@numera/recognition';
import { floatGlyphs, type GlyphSet } from '../data/glyph-set';

/** Glyphs in one run of the network: enough to fill the cores, little enough memory. */
const RUN = 256;

/** What a network says of a set of glyphs: count x labels logits beside the classes that are right. */
export interface Answers {
  readonly logits: Float32Array;
  readonly classes: Uint8Array;
  readonly labels: number;
}

/** Runs a serving graph over a whole set; throws the signal's reason when aborted. */
export async function answersOf(onnx: Uint8Array, set: GlyphSet, labels: number, threads: number, signal?: AbortSignal): Promise<Answers> {
  const session = await InferenceSession.create(onnx, { executionProviders: ['cpu'], intraOpNumThreads: threads, logSeverityLevel: 3 });
  try {
    const logits = new Float32Array(set.count * labels);
    for (let from = 0; from < set.count; from += RUN) {
      signal?.throwIfAborted();
      const to = Math.min(set.count, from + RUN);
      const input = new Tensor('float32', floatGlyphs(set, from, to), [to - from, 1, GLYPH_SIDE, GLYPH_SIDE]);
      const data = (await session.run({ glyphs: input }))['logits']?.data;
      if (!(data instanceof Float32Array)) throw new Error('the serving graph gave no float32 logits');
      logits.set(data, from * labels);
    }
    return { logits, classes: set.classes, labels };
  } finally {
    await session.release();
  }
}

/** The logits of one answer. */
export function rowOf({ logits, labels }: Pick<Answers, 'logits' | 'labels'>, index: number): Float32Array {
  return logits.subarray(index * labels, (index + 1) * labels);
}

/** How many answers name the right class. */
export function countCorrect(answers: Answers): number {
  return answers.classes.reduce((sum, right, i) => sum + (argMax(rowOf(answers, i)) === right ? 1 : 0), 0);
}

/** Mean negative log-likelihood of the right classes under softmax(logits / temperature). */
export function crossEntropyOf(answers: Answers, temperature = 1): number {
  let sum = 0;
  answers.classes.forEach((right, index) => {
    const row = rowOf(answers, index);
    const largest = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = row.reduce((acc, logit) => acc + Math.exp((logit - largest) / temperature), 0);
    sum += Math.log(total) - ((row[right] ?? NaN) - largest) / temperature;
  });
  return sum / answers.classes.length;
}
