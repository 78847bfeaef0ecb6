import type { Graph, Name } from '../onnx/graph';
import { isFoldedInto } from './fold-batch-norm';
import type { Placement, TrainingStep } from './layer';
import type { Pictures } from './pictures';
import { isLearned, type PlacedLayer } from './placed';

const placementOf = (graph: Graph, input: Name, { id, inputShape }: PlacedLayer): Placement => ({
  ...{ graph, input, inputShape, id },
  weight: `${id}.weight`,
  bias: `${id}.bias`,
  mask: `${id}.mask`,
});

/** Writes layers one behind the other for serving, a batch-norm folded into the convolution before it. */
export function serveLayers(graph: Graph, placed: readonly PlacedLayer[], input: Name): Name {
  return placed.reduce((tensor, place, i) => {
    if (isFoldedInto(placed[i - 1], place)) return tensor;
    const layer = isFoldedInto(place, placed[i + 1]) ? (place.layer.withBias?.() ?? place.layer) : place.layer;
    return layer.serve(placementOf(graph, tensor, place));
  }, input);
}

/** Writes layers one behind the other for training; the way back goes through them in reverse. */
export function trainLayers(pictures: Pictures, placed: readonly PlacedLayer[], input: Name): TrainingStep {
  let tensor = input;
  let statistics: Record<string, Name> = {};
  const laidOut = ({ layer }: PlacedLayer, name: Name): Name => (layer.takesBlocks === true ? name : pictures.plain(name));
  const steps: { readonly step: TrainingStep; readonly place: PlacedLayer; readonly index: number }[] = [];
  for (let index = 0; index < placed.length; index++) {
    const place = placed[index]!;
    const at = { ...placementOf(pictures.graph, laidOut(place, tensor), place), pictures };
    const pool = placed[index + 1]?.layer.spec;
    const both = pool?.kind === 'maxPool' && pool['size'] === 2 ? (place.layer.trainPooled?.(at) ?? null) : null;
    const step = both ?? place.layer.train(at);
    steps.push({ step, place, index });
    tensor = step.output;
    statistics = { ...statistics, ...step.statistics };
    if (both !== null) index++;
  }
  const firstLearning = placed.findIndex(({ parameters }) => parameters.some(isLearned));
  return {
    output: tensor,
    statistics,
    backward: (gradient, wantsInput) => {
      let flowing: Name | null = gradient;
      let found: Record<string, Name> = {};
      for (const { step, place, index } of [...steps].reverse()) {
        const { id, parameters } = place;
        // Nothing before the first layer that learns needs a gradient, and its input's is the dearest of all.
        if (flowing === null || (index < firstLearning && !wantsInput)) break;
        const gradients = step.backward(laidOut(place, flowing), index > firstLearning || wantsInput);
        const missing = parameters.find((parameter) => isLearned(parameter) && gradients.parameters?.[parameter.id] === undefined);
        if (missing !== undefined) throw new Error(`layer ${id} gives no gradient for its ${missing.name}`);
        found = { ...found, ...gradients.parameters };
        flowing = index > firstLearning || wantsInput ? gradients.input : null;
      }
      return { input: wantsInput ? flowing : null, parameters: found };
    },
  };
}
