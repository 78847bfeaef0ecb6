import type { ModelCard } from '@numera/contracts';
import { lineImage, withParts, type CandidateLine } from '@numera/vision';
import { areDigits } from '../labels';
import { createSession, Tensor, type InferenceSession } from '../onnx-runtime';
import { ModelError, type ModelFiles } from '../session';
import { LINE_HEIGHT, LINE_LABELS } from './line-places';
import { digitsSeen } from './digits-seen';
import { evidenceFor, type JudgedLine } from './part-evidence';

/** The network that looks at whole lines, ready to answer. */
export interface LineModel {
  readonly card: ModelCard;
  /**
   * Looks at every line that may be parted into digits in more than one way, and adds what it takes for digits to the candidates; other lines come
   * back as they are, and all of them where the glyph network's `labels` are not the ten digits. Before the glyph network, so that it sees those too. ONNX Runtime computes on the calling thread.
   */
  judge(lines: readonly CandidateLine[], labels: readonly string[]): Promise<JudgedLine[]>;
  close(): Promise<void>;
}

/** Pixels of lines in one picture that are looked at, about 500 digits; lines beyond them are read without. */
const MOST_PIXELS = 8192;

/** Starts a session for the line network and proves with a blank line that its answers are as expected. Throws ModelError. */
export async function openLineModel({ onnx, card }: ModelFiles, threads = 1): Promise<LineModel> {
  const session = await start(onnx, card, threads);
  try {
    const logits = await answer(session, card, new Float32Array(LINE_HEIGHT * LINE_HEIGHT), LINE_HEIGHT);
    if (logits.length === 0 || logits.length % LINE_LABELS !== 0)
      throw new ModelError(`model ${card.version} does not answer place by place`);
  } catch (error) {
    await session.release();
    throw error instanceof ModelError ? error : new ModelError(`model ${card.version} does not read lines`, { cause: error });
  }
  return {
    card,
    async judge(lines, labels) {
      if (!areDigits(labels)) return [...lines];
      const judged: JudgedLine[] = [];
      let left = MOST_PIXELS;
      for (const line of lines) {
        if (line.ink === undefined || line.candidates.length < 2 || left <= 0) {
          judged.push(line);
          continue;
        }
        const { raster, cuts } = lineImage(line.ink, LINE_HEIGHT);
        left -= raster.width;
        const logits = await answer(
          session,
          card,
          Float32Array.from(raster.data, (value) => value / 255),
          raster.width,
        );
        // The picture is the line's ink at another scale, so two columns of each tell where every other lies.
        const scale = (cuts.at(-1)! - cuts[0]!) / (line.ink.cuts.at(-1)! - line.ink.cuts[0]!);
        const toInk = (x: number): number => line.ink!.cuts[0]! + (x - cuts[0]!) / scale;
        const parts = digitsSeen(logits, raster.width).map(({ left, right }) => ({ left: toInk(left), right: toInk(right) }));
        const cut = withParts(line, parts);
        const inImage = cut.ink!.cuts.map((x) => cuts[0]! + (x - line.ink!.cuts[0]!) * scale);
        judged.push({ ...cut, evidence: evidenceFor(cut.candidates, inImage, logits) });
      }
      return judged;
    },
    close: () => session.release(),
  };
}

async function start(onnx: Uint8Array, card: ModelCard, threads: number): Promise<InferenceSession> {
  try {
    return await createSession(onnx, 'cpu', threads);
  } catch (error) {
    throw new ModelError(`model ${card.version} can not be loaded`, { cause: error });
  }
}

async function answer(session: InferenceSession, card: ModelCard, pixels: Float32Array, width: number): Promise<Float32Array> {
  const input = new Tensor('float32', pixels, [1, 1, LINE_HEIGHT, width]);
  const logits = (await session.run({ [card.input.name]: input }, [card.output.name]))[card.output.name]?.data;
  if (!(logits instanceof Float32Array)) throw new ModelError(`${card.output.name} of model ${card.version} is not a float32 tensor`);
  return logits;
}
