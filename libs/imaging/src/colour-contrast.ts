import { luma } from './luma';
import { sampleOf } from './sample';

/** Luma that spreads less than this is flat: ink and paper differ in colour, if at all. */
const FLAT = 24;
/** The colours of such a picture spread at least this far, and this many times as far as its luma, or they are noise. */
const WIDE = { least: 64, times: 4 };
/** Shares of the pixels at each end that say nothing of the spread. */
const TRIMMED = { luma: 0.001, colour: 0.005 };
/** With more pixels than these that luma tells from the rest there is ink to be read in luma, be it ever so little on so large a page. */
const MOST_TOLD = { least: 16, share: 1 / 20_000 };

interface Range {
  readonly low: number;
  readonly high: number;
}

/** The colours of a picture's pixels: red, green, blue and perhaps alpha, from where `offsetOf` a pixel says. */
export interface Colours {
  readonly values: Uint8Array;
  readonly hasAlpha: boolean;
  offsetOf(pixel: number): number;
}

/** A difference of colours that is 0 in every grey; -255 to 255. */
type Axis = (red: number, green: number, blue: number) => number;
const AXES: readonly Axis[] = [(red, green) => red - green, (red, green, blue) => blue - luma(red, green, blue)];

/**
 * A picture's values along the difference of colours that spreads furthest, stretched to 0..255, where luma does not tell ink from paper but
 * colour does: red on green, orange on blue. Null for every other picture. `grey` is the luma of all pixels; transparent ones are
 * without colour.
 */
export function colourContrast({ values, hasAlpha, offsetOf }: Colours, grey: Uint8Array): Uint8Array | null {
  const sample = sampleOf(grey.length);
  const lumas = rangeOf(sample, TRIMMED.luma, (i) => grey[i]!);
  const spread = spreadOf(lumas);
  if (spread >= FLAT) return null;
  const valueAt = (axis: Axis, i: number): number => {
    const p = offsetOf(i);
    const value = axis(values[p]!, values[p + 1]!, values[p + 2]!);
    return hasAlpha ? (value * values[p + 3]!) / 255 : value;
  };
  const colours = AXES.map((axis) => ({ axis, ...rangeOf(sample, TRIMMED.colour, (i) => valueAt(axis, i)) }));
  const { axis, low, high } = colours.reduce((a, b) => (spreadOf(b) > spreadOf(a) ? b : a));
  if (high - low < Math.max(WIDE.least, WIDE.times * spread) || isToldByLuma(grey, lumas)) return null;
  // A clamped array rounds, and cuts what was trimmed.
  const stretched = new Uint8ClampedArray(grey.length);
  for (let i = 0; i < grey.length; i++) stretched[i] = (255 * (valueAt(axis, i) - low)) / (high - low);
  return new Uint8Array(stretched.buffer);
}

/** Whether some ink is darker or lighter than nearly all of the picture, too little of it to be met by a sample. */
function isToldByLuma(grey: Uint8Array, { low, high }: Range): boolean {
  const most = Math.max(MOST_TOLD.least, MOST_TOLD.share * grey.length);
  let told = 0;
  for (const value of grey) if (value < low - FLAT || value > high + FLAT) told++;
  return told > most;
}

const spreadOf = ({ low, high }: Range): number => high - low;

/** Where the values of a sample's pixels, -255 to 255, lie but for a share at each end. Counted, as sorting costs as much as all the rest. */
function rangeOf(sample: Uint32Array, trimmed: number, valueAt: (pixel: number) => number): Range {
  const counts = new Uint32Array(511);
  for (const i of sample) counts[Math.round(valueAt(i)) + 255]!++;
  const beyond = Math.floor(trimmed * sample.length);
  let [low, high] = [0, counts.length - 1];
  for (let passed = counts[low]!; passed <= beyond; passed += counts[low]!) low++;
  for (let passed = counts[high]!; passed <= beyond; passed += counts[high]!) high--;
  return { low: low - 255, high: high - 255 };
}
