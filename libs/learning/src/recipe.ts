import { z } from 'zod';
import { FAMILIES } from './data/families/family';
import { parseLayer } from './layers/catalogue';
import { countOutputs, type Network } from './network';

/** Folders are named after recipes. */
const recipeName = z
  .string()
  .max(40)
  .regex(/^\w[\w.-]*$/, 'only letters, digits, underscores, dots and hyphens, beginning with none of the last two');
const share = z.number().min(0).max(1);
const drawn = z.object({ count: z.number().int().min(0).max(100_000), seed: z.number().int() }).default({ count: 0, seed: 0 });
const setting = z.union([z.number(), z.string(), z.boolean()]);
const simpleLayer = z.object({ kind: z.string() }).catchall(setting);
/** A layer may hold lists of layers (`residual` does), these no further ones: what comes from outside stays shallow. */
const layer = z.object({ kind: z.string() }).catchall(z.union([setting, z.array(simpleLayer).max(16)]));

/** How a network is made and trained: data, stored in the model's card. */
export const recipe = z.object({
  name: recipeName,
  network: z.array(layer).min(1).max(64),
  /** Spread of the first weights: Glorot and Bengio 2010 (uniform) or He et al. 2015 (normal). */
  initial: z.enum(['glorotUniform', 'heNormal']).default('glorotUniform'),
  optimiser: z
    .object({
      kind: z.enum(['adam', 'adadelta']),
      learningRate: z.number().positive().max(1),
      /**
       * `cosine` falls from the learning rate to zero over all epochs (Loshchilov and Hutter 2017, without restarts); `oneCycle` rises from a
       * 25th of it over the warm-up and then falls to nearly zero, both along a cosine (Smith and Topin 2018).
       */
      schedule: z.enum(['constant', 'cosine', 'oneCycle']),
      /** Share of all steps over which the learning rate rises, in a line but for `oneCycle`. */
      warmUp: z.number().min(0).max(0.9).default(0),
      /** Decoupled weight decay (AdamW) of kernels and dense weights, not of biases and norms. */
      weightDecay: z.number().min(0).max(1).default(0),
      /** The sum of the squares of those weights that is added to the loss, times this (Keras's kernel_regularizer); the loss that is told is without it. */
      l2: z.number().min(0).max(1).default(0),
      /** Gradients longer than this, all together, are shortened to it; null: never. */
      clipNorm: z.number().positive().nullable().default(null),
      /** Decay per step of the weights' exponential moving average, which is then what is validated and exported; null: the weights themselves. */
      emaDecay: z.number().gt(0).lt(1).nullable().default(null),
    })
    .prefault({ kind: 'adam', learningRate: 0.001, schedule: 'constant' }),
  /** Share of each target that is spread over all labels. */
  labelSmoothing: z.number().min(0).max(0.5).default(0),
  /**
   * Learning from teachers beside the labels (`training/targets.ts`): the share of a digit's target that is theirs, and who they are: networks of
   * the recipe named, one for each seed; without a name models that are given, which the card tells.
   */
  distillation: z
    .object({
      share: share.gt(0),
      recipe: recipeName.optional(),
      seeds: z.array(z.number().int().min(0)).min(1).max(9).optional(),
    })
    .refine(({ recipe, seeds }) => (recipe === undefined) === (seeds === undefined), 'recipe and seeds go together')
    .nullable()
    .default(null),
  /** The recipe of the network, with the same seed, that is gone on from instead of from nothing; null: from nothing. */
  after: recipeName.nullable().default(null),
  batchSize: z.number().int().min(1).max(4096),
  epochs: z.number().int().min(1).max(1000),
  /** Epochs without a lower validation loss before training stops; null: never. */
  patience: z.number().int().min(1).nullable().default(null),
  augmentation: z
    .object({
      rotation: z.number().min(0).max(180),
      scale: share,
      shear: share,
      shift: z.number().min(0).max(10),
      thickness: share,
      /** What comes in from outside of the picture: paper (default), or the nearest pixel's value, which drags ink at an edge along. */
      fill: z.enum(['paper', 'nearest']).optional(),
      families: z.partialRecord(z.enum(FAMILIES), z.object({ probability: share, strength: share })).optional(),
      /** Over the last `share` of all epochs augmentation falls in a line to the part `to` of itself (`training/fading.ts`). */
      fading: z.object({ share, to: share }).optional(),
    })
    .nullable()
    .default(null),
  /** Glyphs from the stroke generator that are learned beside the dataset's, and the seed that draws them. */
  strokes: drawn,
  /** Share of the dataset's 0s, 1s and 7s that are redrawn as other countries write them (slash, upstroke and foot, crossbar). */
  styles: z.object({ share, seed: z.number().int() }).default({ share: 0, seed: 0 }),
  /** Glyphs of things that are no digits (letters, scribbles, noise), learned as such beside the dataset's. */
  negatives: drawn,
});
export type Recipe = z.infer<typeof recipe>;

/** A recipe, or the name of one, that cannot be used; the message says why. */
export class RecipeError extends Error {}

/** The network of a recipe; throws RecipeError when a layer is unknown, does not fit, or the last has not one output per label. */
export function networkOf({ name, network }: Pick<Recipe, 'name' | 'network'>, labels: number): Network {
  try {
    const layers = network.map(parseLayer);
    const outputs = countOutputs(layers);
    if (outputs !== labels) throw new RangeError(`the last layer gives ${outputs} values for ${labels} labels`);
    return layers;
  } catch (error) {
    throw new RecipeError(`recipe ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Parses a recipe from JSON that someone wrote; throws RecipeError naming each fault. */
export function parseRecipe(json: unknown): Recipe {
  const parsed = recipe.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new RecipeError(parsed.error.issues.map((issue) => `recipe.${issue.path.join('.')}: ${issue.message}`).join('; '));
}
