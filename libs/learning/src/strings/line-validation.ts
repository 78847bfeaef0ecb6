import { InferenceSession, LINE_HEIGHT, LINE_LABELS, Tensor, argMax } from '@numera/recognition';
import { randomFrom } from '../strokes/random';
import type { DigitPool } from './digit-pool';
import { lineTargets } from './line-targets';
import { trainingLine } from './training-lines';

/** Share of places that a served line network names rightly, of all places of `count` lines at which something is asked. */
export async function placeAccuracy(
  onnx: Uint8Array,
  pools: readonly DigitPool[],
  width: number,
  count: number,
  seed: number,
): Promise<number> {
  const session = await InferenceSession.create(onnx, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const random = randomFrom(seed);
  let [asked, right] = [0, 0];
  try {
    for (let i = 0; i < count; i++) {
      const { pixels, digits } = trainingLine(pools, width, random);
      const targets = lineTargets(digits, width);
      const logits = (await session.run({ lines: new Tensor('float32', pixels, [1, 1, LINE_HEIGHT, width]) }))['logits']?.data;
      if (!(logits instanceof Float32Array)) throw new Error('the serving graph gave no float32 logits');
      for (let at = 0; at < targets.length; at += LINE_LABELS) {
        const wanted = targets.subarray(at, at + LINE_LABELS).indexOf(1);
        if (wanted < 0) continue;
        asked++;
        if (argMax(logits.subarray(at, at + LINE_LABELS)) === wanted) right++;
      }
    }
  } finally {
    await session.release();
  }
  return right / asked;
}
