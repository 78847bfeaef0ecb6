import { weightsOf, type Weights } from '../weights';
import { BATCH_NORM_EPSILON } from './batch-norm';
import type { PlacedLayer } from './placed';

/** Whether `next` is a batch-norm that the convolution `layer` before it takes in when served. */
export function isFoldedInto(layer: PlacedLayer | undefined, next: PlacedLayer | undefined): boolean {
  return layer?.layer.withBias !== undefined && next?.layer.spec.kind === 'batchNorm';
}

/**
 * A batch-norm behind a convolution is a scale s = weight / √(variance + ε) and a shift per filter, so that one convolution with kernels s W
 * and bias s (b - mean) + β does both (Jacob et al. 2018, section 3.2). Returns all weights, those of such convolutions replaced.
 */
export function foldBatchNorms(placed: readonly PlacedLayer[], weights: Weights): Weights {
  const folded = new Map(weights);
  for (const [conv, norm] of pairsIn(placed)) {
    const { scale, mean, shift } = scaleAndShift(norm, weights);
    folded.set(
      `${conv.id}.weight`,
      perFilter(weightsOfFirst(conv, weights), scale, (w, s) => w * s),
    );
    const bias = weights.get(`${conv.id}.bias`) ?? new Float32Array(scale.length);
    folded.set(
      `${conv.id}.bias`,
      scale.map((s, f) => s * (bias[f]! - mean[f]!) + shift[f]!),
    );
  }
  return folded;
}

/** The way back, for training on from a served model: its batch-norms' own tensors are still in the file. */
export function unfoldBatchNorms(placed: readonly PlacedLayer[], weights: Weights): Weights {
  const unfolded = new Map(weights);
  for (const [conv, norm] of pairsIn(placed)) {
    const { scale, mean, shift } = scaleAndShift(norm, weights);
    // A scale of exactly zero has lost its filter, which starts again from nothing.
    const divide = (value: number, s: number): number => (s === 0 ? 0 : value / s);
    unfolded.set(`${conv.id}.weight`, perFilter(weightsOfFirst(conv, weights), scale, divide));
    const bias = weights.get(`${conv.id}.bias`);
    const hasBias = conv.parameters.some(({ name }) => name === 'bias');
    if (!hasBias) unfolded.delete(`${conv.id}.bias`);
    else if (bias !== undefined)
      unfolded.set(
        `${conv.id}.bias`,
        scale.map((s, f) => divide(bias[f]! - shift[f]!, s) + mean[f]!),
      );
  }
  return unfolded;
}

function* pairsIn(placed: readonly PlacedLayer[]): Generator<[conv: PlacedLayer, norm: PlacedLayer]> {
  for (const [i, place] of placed.entries()) {
    const next = placed[i + 1];
    if (next !== undefined && isFoldedInto(place, next)) yield [place, next];
    for (const branch of place.branches) yield* pairsIn(branch);
  }
}

function scaleAndShift({ parameters }: PlacedLayer, weights: Weights) {
  const [weight, shift, mean, variance] = parameters.map((parameter) => weightsOf(weights, parameter));
  if (weight === undefined || shift === undefined || mean === undefined || variance === undefined)
    throw new Error('a batch-norm has weight, bias, mean and variance');
  return { scale: weight.map((w, c) => w / Math.sqrt(variance[c]! + BATCH_NORM_EPSILON)), mean, shift };
}

function weightsOfFirst({ id, parameters: [weight] }: PlacedLayer, weights: Weights): Float32Array {
  if (weight === undefined) throw new Error(`${id} has no kernels`);
  return weightsOf(weights, weight);
}

/** Kernels are stored filter after filter. */
function perFilter(values: Float32Array, scale: Float32Array, change: (value: number, scale: number) => number): Float32Array {
  const size = values.length / scale.length;
  return values.map((value, i) => change(value, scale[Math.floor(i / size)]!));
}
