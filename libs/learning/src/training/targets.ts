import { InferenceSession, Tensor, softmax } from '@numera/recognition';
import { NO_CLASS } from '../data/glyph-set';
import { GLYPH_SHAPE } from '../network';
import { rowOf } from './answers';

/** What a glyph's target, its probability of each label, is made of. */
export interface Teaching {
  /** Share of each target that is spread over all labels; default 0. */
  readonly labelSmoothing?: number;
  /** Serving graphs (bytes of `.onnx` files) with the same labels; default none. */
  readonly teachers?: readonly Uint8Array[];
  /** Share of a digit's target that the teachers give; default 0. */
  readonly taughtShare?: number;
}

export interface Targets {
  /** count x labels, of glyphs (count x 784 values) as the network is about to see them. */
  of(glyphs: Float32Array, classes: Uint8Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Opens the targets of a training. Teachers are asked about each glyph as it was changed, so that one changed past reading is not insisted on
 * (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network"; consistent views: Beyer et al. 2022): the softmax of the mean of their
 * logits, beside the label. Glyphs of no class they are not asked about. Throws RangeError when a teacher has other labels.
 */
export async function openTargets(labels: number, teaching: Teaching): Promise<Targets> {
  const { labelSmoothing = 0, teachers = [], taughtShare = 0 } = teaching;
  const sessions = await Promise.all((taughtShare > 0 ? teachers : []).map(openTeacher));
  return {
    async of(glyphs, classes) {
      const targets = smoothTargets(classes, labels, labelSmoothing);
      if (sessions.length === 0) return targets;
      const input = new Tensor('float32', glyphs, [classes.length, ...GLYPH_SHAPE]);
      const logits = new Float32Array(targets.length);
      for (const session of sessions) {
        const data = (await session.run({ glyphs: input }))['logits']?.data;
        if (data?.length !== logits.length) throw new RangeError(`a teacher does not know ${labels} labels`);
        for (let i = 0; i < logits.length; i++) logits[i] = logits[i]! + Number(data[i]) / sessions.length;
      }
      classes.forEach((index, i) => {
        if (index === NO_CLASS) return;
        const taught = softmax(rowOf({ logits, labels }, i));
        const target = rowOf({ logits: targets, labels }, i);
        taught.forEach((probability, label) => (target[label] = taughtShare * probability + (1 - taughtShare) * target[label]!));
      });
      return targets;
    },
    close: async () => void (await Promise.all(sessions.map((session) => session.release()))),
  };
}

/** One thread: whoever trains has shared the batch out among as many as there are. */
function openTeacher(onnx: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(onnx, { executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
}

/**
 * One for the right label, zero for the others, of which a share is spread over all labels alike (Szegedy et al. 2016, section 7); for a glyph
 * of no class every label alike.
 */
export function smoothTargets(classes: Uint8Array, labels: number, labelSmoothing: number): Float32Array {
  const targets = new Float32Array(classes.length * labels).fill(labelSmoothing / labels);
  classes.forEach((index, i) => {
    if (index === NO_CLASS) targets.fill(1 / labels, i * labels, (i + 1) * labels);
    else targets[i * labels + index] = 1 - labelSmoothing + labelSmoothing / labels;
  });
  return targets;
}
