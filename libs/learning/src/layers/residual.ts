import type { Name } from '../onnx/graph';
import type { Branch, Layer, Shape } from './layer';
import { placeLayers } from './placed';
import { serveLayers, trainLayers } from './sequence';

/**
 * Adds what `body` makes of its input to the input itself (He et al. 2016), or to what `shortcut` makes of it where the body changes the shape
 * (usually one 1x1 convolution with the body's stride).
 */
export function residual(body: readonly Layer[], shortcut: readonly Layer[] = []): Layer {
  // Recipes come from outside: one level keeps what they can ask for in bounds.
  if ([...body, ...shortcut].some(({ branches }) => branches !== undefined)) throw new RangeError('residual holds no further residual');
  const branches: readonly Branch[] = [
    { name: 'body', layers: body },
    { name: 'shortcut', layers: shortcut },
  ];
  const placedAt = (input: Shape, id?: string) =>
    branches.map(({ name, layers }) => placeLayers(layers, input, id === undefined ? `${name}.` : `${id}.${name}.`));
  const specs = (layers: readonly Layer[]) => layers.map(({ spec }) => spec);
  return {
    spec: { kind: 'residual', body: specs(body), ...(shortcut.length > 0 ? { shortcut: specs(shortcut) } : {}) },
    branches,
    outputShape: (input) => {
      const [one = input, other = input] = placedAt(input).map((placed) => placed.at(-1)?.outputShape ?? input);
      if (one.join() !== other.join())
        throw new RangeError(`the body gives [${one.join(', ')}], the shortcut [${other.join(', ')}]; they cannot be added`);
      return one;
    },
    // Placed without this layer's own id, the ids inside are names relative to it.
    parameters: (input) =>
      placedAt(input).flatMap((placed) => placed.flatMap(({ parameters }) => parameters.map((inner) => ({ ...inner, name: inner.id })))),
    masks: (input) =>
      placedAt(input).flatMap((placed) => placed.flatMap(({ masks }) => masks.map((inner) => ({ ...inner, name: inner.id })))),
    serve: ({ graph, input, inputShape, id }) =>
      graph.op(
        'Add',
        placedAt(inputShape, id).map((placed) => serveLayers(graph, placed, input)),
      ),
    takesBlocks: true,
    train: ({ pictures, input, inputShape, id }) => {
      const steps = placedAt(inputShape, id).map((placed) => trainLayers(pictures, placed, input));
      return {
        output: pictures.each(
          'Add',
          steps.map(({ output }) => output),
        ),
        statistics: Object.assign({}, ...steps.map(({ statistics }) => statistics)) as Record<string, Name>,
        backward: (gradient, wantsInput) => {
          const gradients = steps.map((step) => step.backward(gradient, wantsInput));
          return {
            input: wantsInput
              ? pictures.each(
                  'Add',
                  gradients.map((of) => of.input ?? gradient),
                )
              : null,
            parameters: Object.assign({}, ...gradients.map(({ parameters }) => parameters)) as Record<string, Name>,
          };
        },
      };
    },
  };
}
