import fc, { type Arbitrary } from 'fast-check';
import sharp from 'sharp';

const FORMATS = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const;

/** An honest image in each format; small, so that a wound hits something that matters. */
export function honestImages(digit: Buffer): Promise<Buffer[]> {
  return Promise.all(FORMATS.map((format) => sharp(digit).resize(48).toFormat(format).toBuffer()));
}

/** Images cut off at every byte of their headers and at every twentieth of the rest. */
export function cutImages(honest: readonly Buffer[]): Buffer[] {
  return honest.flatMap((image) => {
    const ends = [
      ...Array.from({ length: 40 }, (_, i) => i + 1),
      ...Array.from({ length: 19 }, (_, i) => Math.floor((image.length * (i + 1)) / 20)),
    ];
    return ends.map((end) => image.subarray(0, end));
  });
}

/** Images with some bytes changed, a piece left out, repeated or taken from another one. */
export function woundedImages(honest: readonly Buffer[]): Arbitrary<Buffer> {
  const image = fc.constantFrom(...honest);
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const changed = fc.tuple(image, fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 12 })).map(([bytes, changes]) => {
    const copy = Buffer.from(bytes);
    // Squared: headers matter more than pixels.
    for (const [at, value] of changes) copy[Math.floor(at * at * copy.length)] = value;
    return copy;
  });
  const spliced = fc
    .tuple(image, image, place, place)
    .map(([one, other, from, to]) =>
      Buffer.concat([one.subarray(0, Math.floor(from * one.length)), other.subarray(Math.floor(to * other.length))]),
    );
  return fc.oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: spliced });
}
