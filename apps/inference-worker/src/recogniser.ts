import type { Failure, JobData, Outcome, RecogniseItem, StageTimings } from '@numera/contracts';
import { decode } from '@numera/imaging';
import { findTurned, readTurned, recognise, type LineModel, type Network, type Networks, type TurnedPicture } from '@numera/recognition';
import type { ObjectStore } from '@numera/storage';
import { imageFailure } from './image-failure';
import type { GlyphBatcher, LoadedModel } from './models';
import type { Slots } from './slots';

type Seen = { readonly found: TurnedPicture } | { readonly error: Failure };

/** The way of an image: bytes, grey raster, candidate glyphs, logits, reading. */
export class Recogniser {
  constructor(
    private readonly storage: Pick<ObjectStore, 'get'>,
    private readonly slots: Slots,
    private readonly lineModel: Pick<LineModel, 'judge'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Reads every item of a job; an image that can not be read is an outcome too. Anything unexpected is thrown untouched. */
  async recognise(items: readonly RecogniseItem[], model: LoadedModel): Promise<Outcome[]> {
    return Promise.all(items.map((item) => this.readItem(item, model)));
  }

  private async readItem(item: RecogniseItem, model: LoadedModel): Promise<Outcome> {
    const { predictionId } = item;
    const timings = { queueMs: 0, decodeMs: 0, inferMs: 0 };
    // Decoding takes megabytes, so it is what is bounded; what leaves the slot is a few kilobytes of glyphs.
    const seen = await this.slots.run(async () => {
      const began = this.now();
      // The clocks of two machines may differ by more than a job waits.
      timings.queueMs = Math.max(0, began - item.askedAt);
      const found = await this.look(item);
      timings.decodeMs = this.since(began);
      return found;
    });
    if ('error' in seen) return { status: 'failed', predictionId, error: seen.error, timings };
    const began = this.now();
    const networks = this.networksOf(model);
    const reading = await readTurned(seen.found, async (lines) => {
      return recognise(await this.lineModel.judge(lines, model.card.labels), item.options, networks);
    });
    timings.inferMs = this.since(began);
    return { status: 'done', predictionId, reading, timings };
  }

  /** The model's networks, fed through their batchers. */
  private networksOf({ card, batchers: [first, ...others] }: LoadedModel): Networks {
    const through = (batcher: GlyphBatcher): Network => {
      return async (glyphs) => {
        const answers = Promise.all(glyphs.map((glyph) => batcher.add(glyph)));
        // No other image is on its way here, so waiting for company would be in vain.
        if (this.slots.isIdle) batcher.flush();
        const rows = await answers;
        const logits = new Float32Array(rows.length * card.labels.length);
        rows.forEach((row, i) => logits.set(row, i * card.labels.length));
        return logits;
      };
    };
    return { card, networks: [through(first), ...others.map(through)] };
  }

  private async look({ image, options }: RecogniseItem): Promise<Seen> {
    try {
      const raster = await decode(await this.storage.get(image));
      return { found: findTurned(raster, options) };
    } catch (error) {
      return { error: imageFailure(error) };
    }
  }

  private since(began: number): number {
    return Math.max(0, this.now() - began);
  }
}

/** What is reported of an image that is not at fault. */
export const INTERNAL = { code: 'internal', message: 'The image could not be read because of a fault of ours.' } as const;

/** What is reported of a job that failed for good: every item failed, and it was not the image's fault. */
export function failedFor({ items }: JobData<'recognise'>): Outcome[] {
  const timings: StageTimings = { queueMs: 0, decodeMs: 0, inferMs: 0 };
  return items.map(({ predictionId }) => ({ status: 'failed', predictionId, error: INTERNAL, timings }));
}
