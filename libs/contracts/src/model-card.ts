import { z } from 'zod';
import { modelVersion, probability, sha256 } from './scalars';

const calibration = z.object({ temperature: z.number().positive() });
const thresholds = z.object({
  accept: probability,
  reject: probability,
  /** Of the digits of a string on average; absent: the same as of one digit. */
  rejectString: probability.optional(),
  chosenOn: z.string(),
  targetError: probability,
});

/** The card beside `model.onnx` in a model folder. The folder is immutable; the card says where it came from and how far to trust it. */
export const modelCard = z.object({
  v: z.literal(1),
  version: modelVersion,
  recogniser: z.string().min(1).max(40),
  /** SHA-256 of model.onnx. */
  sha256,
  /** Label set: the meaning of each output, in order. */
  labels: z.array(z.string().min(1).max(8)).min(2).max(512),
  /** Versions whose weights it goes on from, or that it is made of. */
  parents: z.array(modelVersion),
  /** Versions whose answers it learned from beside the labels; absent: none, or a card from when these were among the parents. */
  teachers: z.array(modelVersion).optional(),
  recipe: z.record(z.string(), z.unknown()),
  dataset: z.object({ name: z.string(), sha256, train: z.number().int(), validation: z.number().int() }),
  seed: z.number().int(),
  engine: z.string(),
  parameters: z.number().int().positive(),
  createdAt: z.iso.datetime(),
  /** Inputs are `glyphs` float32 [n, 1, 28, 28] in [0, 1], ink 1; outputs are `logits` float32 [n, labels]. */
  input: z.object({ name: z.string(), shape: z.array(z.number().int()), range: z.tuple([z.number(), z.number()]) }),
  output: z.object({ name: z.string() }),
  /** Logits are divided by this before softmax. */
  calibration,
  /** confidence >= accept: accept; >= reject: review; below: reject. Chosen on the validation split. */
  thresholds,
  /**
   * For each stated error the confidence from which answers may be accepted, chosen like `thresholds.accept` with a 95 % one-sided bound that
   * holds for the choice itself; null: `count` answers cannot prove so little, it takes `needed`. Older cards have none.
   */
  risk: z
    .array(
      z.object({
        targetError: probability,
        count: z.number().int().min(0),
        needed: z.number().int().positive(),
        accept: probability.nullable(),
        coverage: probability,
        errors: z.number().int().min(0),
        bound: probability,
      }),
    )
    .optional(),
  /**
   * How answers in the mode `accurate` are read: the mean of several views of a glyph, by this network and the `members` beside it, has a
   * temperature and thresholds of its own. Without it the mode has views alone and the card's own rules.
   */
  accurate: z
    .object({
      members: z.array(z.object({ file: z.string().regex(/^model-[2-9]\.onnx$/), sha256 })).max(8),
      calibration,
      thresholds,
    })
    .optional(),
  /**
   * Where thresholds were chosen on more than the validation split: answers to the images it learned from, given by `folds` networks of its recipe,
   * or of the one named, each trained for `epochs` without the part that it answers.
   */
  outOfFold: z
    .object({
      folds: z.number().int().min(2),
      recipe: z.string().optional(),
      epochs: z.number().int().positive(),
      count: z.number().int().positive(),
      accuracy: probability,
    })
    .optional(),
  metrics: z.record(z.string(), z.unknown()),
  history: z.array(
    z.object({
      epoch: z.number().int(),
      loss: z.number(),
      accuracy: probability,
      validationLoss: z.number(),
      validationAccuracy: probability,
      seconds: z.number(),
    }),
  ),
  /** Every measurement on MNIST t10k ever made of this model; never chosen on. */
  t10k: z
    .array(z.object({ measuredAt: z.iso.datetime(), accuracy: probability, count: z.number().int(), pipeline: z.string() }))
    .default([]),
});
export type ModelCard = z.infer<typeof modelCard>;
