import { isLearned, placeLayers } from '@numera/learning';
import type { Network, PlacedLayer } from '@numera/learning';

const bytesOf = (parameters: number): string => {
  const bytes = 4 * parameters;
  return bytes >= 1 << 20 ? `${(bytes / (1 << 20)).toFixed(2)} MB` : `${(bytes / 1024).toFixed(2)} KB`;
};
const whole = (value: number): string => value.toLocaleString('en-US');

/** Layers, their outputs and their parameters as a table, as Keras prints a model; layers inside of others are set in. */
export function summaryLines(name: string, network: Network): string[] {
  const placed = placeLayers(network);
  const rows = [['Layer (type)', 'Output Shape', 'Param #'], ...placed.flatMap((layer) => rowsOf(layer))];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const border = (left: string, middle: string, right: string, line: string): string =>
    left + widths.map((width) => line.repeat(width + 2)).join(middle) + right;
  const [heading = '', ...body] = rows.map(([layer = '', shape = '', count = '']) => {
    const [first = 0, second = 0, third = 0] = widths;
    return `│ ${layer.padEnd(first)} │ ${shape.padEnd(second)} │ ${count.padStart(third)} │`;
  });
  const parameters = placed.flatMap((layer) => layer.parameters);
  const total = parameters.reduce((sum, { size }) => sum + size, 0);
  const learned = parameters.filter(isLearned).reduce((sum, { size }) => sum + size, 0);
  return [
    ...[`Model: "${name}"`, border('┌', '┬', '┐', '─'), heading, border('├', '┼', '┤', '─'), ...body, border('└', '┴', '┘', '─')],
    ` Total params: ${whole(total)} (${bytesOf(total)})`,
    ` Trainable params: ${whole(learned)} (${bytesOf(learned)})`,
    ` Non-trainable params: ${whole(total - learned)} (${bytesOf(total - learned)})`,
  ];
}

function rowsOf({ layer, id, outputShape, parameters, branches }: PlacedLayer, depth = 0): string[][] {
  const own = branches.length > 0 ? '' : whole(parameters.reduce((sum, { size }) => sum + size, 0));
  const last = id.split('.').slice(-2)[0] ?? id;
  return [
    [`${'  '.repeat(depth)}${last} (${layer.spec.kind})`, `(None, ${outputShape.join(', ')})`, own],
    ...branches.flatMap((branch) => branch.flatMap((inner) => rowsOf(inner, depth + 1))),
  ];
}
