import type { LabelledImage, PreviewRow } from '@numera/learning';
import type { Raster } from '@numera/vision';
import { bar } from './progress-bar';
import { thumbnail } from './report/png';
import { percent, table } from './table';

type Size = Pick<Raster, 'width' | 'height'>;

/** What labelled images are, before anything is learned from them. */
export interface DataSummary {
  readonly count: number;
  /** Files that could not be decoded; they are counted with their labels, and nowhere else. */
  readonly unreadable: number;
  /** By area; null without an image that could be decoded. */
  readonly smallest: Size | null;
  readonly largest: Size | null;
  /** The darkest and the lightest pixel of all, and the mean, 0 to 255. */
  readonly grey: { readonly darkest: number; readonly lightest: number; readonly mean: number } | null;
  /** How often each digit stands in the labels, and its share of all of them. */
  readonly digits: readonly { readonly label: string; readonly count: number; readonly share: number }[];
}

/** Pixels of a sample's longer side, and samples of each class: what fits on a sheet. */
const SAMPLE = { side: 28, columns: 24 };

const areaOf = ({ width, height }: Size): number => width * height;

/** Looks at images as they pass by; of the pixels only a few samples stay. */
export class DataLook {
  #count = 0;
  #unreadable = 0;
  #smallest: Size | null = null;
  #largest: Size | null = null;
  readonly #grey = { darkest: 255, lightest: 0, sum: 0, pixels: 0 };
  readonly #digits = new Map([...'0123456789'].map((label) => [label, 0]));
  readonly #samples = new Map<string, Raster[]>();

  see({ raster, label }: LabelledImage): void {
    this.#count++;
    for (const digit of label.replaceAll('\n', '')) this.#digits.set(digit, (this.#digits.get(digit) ?? 0) + 1);
    if (raster === null) {
      this.#unreadable++;
      return;
    }
    const { width, height } = raster;
    if (this.#smallest === null || areaOf(raster) < areaOf(this.#smallest)) this.#smallest = { width, height };
    if (this.#largest === null || areaOf(raster) > areaOf(this.#largest)) this.#largest = { width, height };
    for (const value of raster.data) {
      if (value < this.#grey.darkest) this.#grey.darkest = value;
      if (value > this.#grey.lightest) this.#grey.lightest = value;
      this.#grey.sum += value;
    }
    this.#grey.pixels += raster.data.length;
    this.#keep(raster, label);
  }

  #keep(raster: Raster, label: string): void {
    const group = label.length === 1 ? label : 'strings';
    const samples = this.#samples.get(group) ?? [];
    this.#samples.set(group, samples);
    if (samples.length < SAMPLE.columns) samples.push(thumbnail(raster, SAMPLE.side));
  }

  get summary(): DataSummary {
    const { darkest, lightest, sum, pixels } = this.#grey;
    const all = [...this.#digits.values()].reduce((total, count) => total + count, 0);
    return {
      count: this.#count,
      unreadable: this.#unreadable,
      smallest: this.#smallest,
      largest: this.#largest,
      grey: pixels === 0 ? null : { darkest, lightest, mean: sum / pixels },
      digits: [...this.#digits].map(([label, count]) => ({ label, count, share: all === 0 ? 0 : count / all })),
    };
  }

  /** The first images of each class, in the order of the classes; strings last. */
  get samples(): PreviewRow[] {
    return [...this.#samples].sort(([a], [b]) => a.localeCompare(b)).map(([caption, pictures]) => ({ caption, pictures }));
  }
}

/** The summary as people read it. */
export function summaryLines({ count, unreadable, smallest, largest, grey, digits }: DataSummary): string[] {
  const most = Math.max(1, ...digits.map((row) => row.count));
  const sizes = [smallest, largest].flatMap((size) => (size === null ? [] : [`${size.width} x ${size.height}`]));
  return [
    `${count} images${unreadable === 0 ? '' : `, ${unreadable} of them not readable`}`,
    ...(sizes.length === 0 ? [] : [`${[...new Set(sizes)].join(' to ')} pixels`]),
    ...(grey === null ? [] : [`grey ${grey.darkest} to ${grey.lightest}, mean ${grey.mean.toFixed(1)}`]),
    '',
    ...table([
      ['digit', 'count', 'share', ''],
      ...digits.map(({ label, count: times, share }) => [label, String(times), percent(share), bar(times / most)]),
    ]).map((line) => line.trimEnd()),
  ];
}
