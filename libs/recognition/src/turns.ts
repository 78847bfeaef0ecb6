import type { ReadOptions, Reading } from '@numera/contracts';
import { findCandidates, QUARTER_TURNS, rotated, unrotated, type CandidateLine, type QuarterTurns, type Raster } from '@numera/vision';

/** The candidates of a picture, once for each way in which it is to be turned before reading. */
export interface TurnedPicture {
  readonly size: Pick<Raster, 'width' | 'height'>;
  readonly ways: readonly { readonly turns: QuarterTurns; readonly lines: CandidateLine[] }[];
}

/** Finds candidates with the picture turned as asked; `auto` in all four ways, at four times the cost. */
export function findTurned(picture: Raster, { layout, rotate = '0' }: Pick<ReadOptions, 'layout' | 'rotate'>): TurnedPicture {
  const asked = rotate === 'auto' ? QUARTER_TURNS : QUARTER_TURNS.filter((turns) => 90 * turns === Number(rotate));
  const ways = asked.map((turns) => ({ turns, lines: findCandidates(turns === 0 ? picture : rotated(picture, turns), { layout }) }));
  return { size: { width: picture.width, height: picture.height }, ways };
}

/** The surest of the readings of a picture's ways, digit by digit on average; its boxes in the picture as it came. */
export async function readTurned({ size, ways }: TurnedPicture, read: (lines: CandidateLine[]) => Promise<Reading>): Promise<Reading> {
  const readings = await Promise.all(ways.map(async ({ turns, lines }) => ({ turns, reading: await read(lines) })));
  const [{ reading, turns }] = readings.sort((a, b) => sureness(b.reading) - sureness(a.reading)) as [(typeof readings)[number]];
  if (turns === 0) return reading;
  const back = <T extends { readonly box: Reading['glyphs'][number]['box'] }>(one: T): T => ({
    ...one,
    box: { ...unrotated(one.box, size, turns) },
  });
  return { ...reading, glyphs: reading.glyphs.map(back), ...(reading.separators && { separators: reading.separators.map(back) }) };
}

const sureness = ({ confidence, glyphs }: Reading): number => (glyphs.length === 0 ? 0 : confidence ** (1 / glyphs.length));
