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

/** One phase of a stride; see `Window.phases`. */
export interface Phase {
  readonly taps: readonly number[];
  readonly size: { readonly height: number; readonly width: number };
  readonly pads: readonly number[];
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

  /**
   * For each place of the output, row by row, and each place of a kernel: the index of the picture's place that it meets. Outside of the
   * picture that is height · width, one past the last.
   */
  places(height: number, width: number): { readonly indices: readonly number[]; readonly isPadded: boolean } {
    const indices: number[] = [];
    for (let y = 0; y < this.count(height); y++) {
      for (let x = 0; x < this.count(width); x++) {
        for (let tap = 0; tap < this.size * this.size; tap++) {
          const row = y * this.stride - this.padding + Math.floor(tap / this.size);
          const column = x * this.stride - this.padding + (tap % this.size);
          const isInside = row >= 0 && row < height && column >= 0 && column < width;
          indices.push(isInside ? row * width + column : height * width);
        }
      }
    }
    return { indices, isPadded: this.padding > 0 };
  }

  /**
   * The way back, from the windows to the picture, as one convolution without a stride per phase: the places row · stride + i, column · stride
   * + j of the picture for each i and j below the stride. `taps`: which places of the kernel meet that phase, row by row and turned by 180
   * degrees; `pads`: zeros around the windows (top, left, bottom, right), so that each phase has ceil(side / stride) places a side. Null where
   * a convolution would have to leave out windows.
   */
  phases(height: number, width: number): readonly Phase[] | null {
    const [down, across] = [height, width].map((side) => Array.from({ length: this.stride }, (_, i) => this.phaseOf(side, i)));
    const phases = down!.flatMap((row) =>
      across!.map((column): Phase => ({
        taps: row.taps.flatMap((i) => column.taps.map((j) => i * this.size + j)),
        size: { height: row.taps.length, width: column.taps.length },
        pads: [row.before, column.before, row.after, column.after],
      })),
    );
    return phases.some(({ taps, pads }) => taps.length > 0 && pads.some((pad) => pad < 0)) ? null : phases;
  }

  /** One side of a phase. Place v · stride + phase meets tap i in window (v · stride + phase + padding - i) / stride. */
  private phaseOf(side: number, phase: number): { taps: number[]; before: number; after: number } {
    const taps = Array.from({ length: this.size }, (_, i) => this.size - 1 - i).filter(
      (i) => (phase + this.padding - i) % this.stride === 0,
    );
    const before = -(phase + this.padding - (taps[0] ?? 0)) / this.stride;
    return { taps, before, after: Math.ceil(side / this.stride) - this.count(side) - before + taps.length - 1 };
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
