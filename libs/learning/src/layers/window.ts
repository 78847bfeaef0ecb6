import type { Graph, Name } from '../onnx/graph';
import type { LayerSpec } from './layer';

/** How a kernel moves over a picture. */
export interface ConvOptions {
  /** Places from one window to the next; default 1. */
  readonly stride?: number;
  /** Rows and columns of zeros around the picture, on each side; default 0. */
  readonly padding?: number;
  /** Whether each filter adds a bias; default true. Pointless before a batch-norm, which takes it off again. */
  readonly bias?: boolean;
}

/** Size of the kernels and how they move, with what follows from it along one side of a picture. */
export class Window {
  readonly stride: number;
  readonly padding: number;

  constructor(
    readonly size: number,
    { stride = 1, padding = 0 }: ConvOptions,
  ) {
    if (padding >= size) throw new RangeError(`a padding of ${padding} leaves windows of ${size}x${size} outside of the picture`);
    [this.stride, this.padding] = [stride, padding];
  }

  /** Windows along a side of `length`. */
  count(length: number): number {
    return Math.floor((length + 2 * this.padding - this.size) / this.stride) + 1;
  }

  /** Attributes of the ONNX nodes Conv and ConvTranspose. */
  get attributes(): Readonly<Record<string, number | readonly number[]>> {
    const { size, stride, padding } = this;
    return {
      kernel_shape: [size, size],
      ...(stride > 1 ? { strides: [stride, stride] } : {}),
      ...(padding > 0 ? { pads: [padding, padding, padding, padding] } : {}),
    };
  }

  /** For each place of a kernel, row by row: the values of the picture that it meets, [n, channels, count(height), count(width)]. */
  taps(graph: Graph, picture: Name, height: number, width: number): Name[] {
    const { size, stride, padding } = this;
    const around = [0, 0, padding, padding];
    const padded = padding > 0 ? graph.op('Pad', [picture, graph.ints([...around, ...around])]) : picture;
    const [rows, columns] = [(this.count(height) - 1) * stride + 1, (this.count(width) - 1) * stride + 1];
    const steps = stride > 1 ? [graph.ints([stride, stride])] : [];
    return Array.from({ length: size * size }, (_, tap) => {
      const [i, j] = [Math.floor(tap / size), tap % size];
      return graph.op('Slice', [padded, graph.ints([i, j]), graph.ints([i + rows, j + columns]), graph.ints([2, 3]), ...steps]);
    });
  }

  /** Rows and columns at the right and below that no window reaches: `output_padding` of the transposed convolution. */
  leftOver(height: number, width: number): readonly number[] {
    const { size, stride, padding } = this;
    return [height, width].map((length) => (length + 2 * padding - size) % stride);
  }
}

/** What a recipe stores: settings at their defaults are left out. */
export function convSpec(kind: string, settings: Readonly<Record<string, number>>, { stride = 1, padding = 0, bias = true }: ConvOptions) {
  const spec: LayerSpec = {
    kind,
    ...settings,
    ...(stride === 1 ? {} : { stride }),
    ...(padding === 0 ? {} : { padding }),
    ...(bias ? {} : { bias }),
  };
  return spec;
}
