import sharp from 'sharp';
import { decode } from './decode';
import { ImageError } from './image-error';
import { MAX_IMAGE_BYTES } from './limits';
import { probe } from './probe';

/** A 6x4 picture whose pixel i has grey 10 i in each colour channel and `alpha` in the last of 2 or 4. */
function ramp(channels: 1 | 2 | 3 | 4, alpha = 255): sharp.Sharp {
  const pixels = new Uint8Array(24 * channels);
  for (let i = 0; i < pixels.length; i++) {
    const isAlpha = channels % 2 === 0 && i % channels === channels - 1;
    pixels[i] = isAlpha ? alpha : Math.floor(i / channels) * 10;
  }
  return sharp(pixels, { raw: { width: 6, height: 4, channels } });
}
/** The picture with a band that means nothing behind its others. */
const withBand = (picture: sharp.Sharp): sharp.Sharp =>
  picture.joinChannel(Buffer.alloc(24, 77), { raw: { width: 6, height: 4, channels: 1 } });
const expected = Array.from({ length: 24 }, (_, i) => i * 10);
const distance = (data: Uint8Array, to: readonly number[]): number => Math.max(...to.map((value, i) => Math.abs(value - (data[i] ?? 999))));

describe('decode', () => {
  it.each([
    ['a grey PNG', () => ramp(1).png(), 0],
    ['an RGB PNG', () => ramp(3).png(), 0],
    ['a palette PNG', () => ramp(3).png({ palette: true }), 0],
    ['a 16-bit PNG', () => ramp(3).toColourspace('rgb16').png(), 0],
    ['a 16-bit grey PNG', () => ramp(1).toColourspace('grey16').png(), 0],
    ['a GIF', () => ramp(3).gif(), 0],
    ['a lossless WebP', () => ramp(3).webp({ lossless: true }), 0],
    ['a TIFF', () => ramp(3).tiff({ compression: 'lzw' }), 0],
    ['a JPEG', () => ramp(3).jpeg({ quality: 100 }), 6],
    ['a lossless AVIF', () => ramp(3).avif({ lossless: true }), 6],
    ['a TIFF with a band more than RGBA', () => withBand(ramp(4)).tiff({ compression: 'none' }), 0],
    ['a CMYK TIFF', () => ramp(3).toColourspace('cmyk').tiff({ compression: 'lzw' }), 30],
  ])('reads %s', async (_, make, tolerance) => {
    const { width, height, data } = await decode(await make().toBuffer());
    expect([width, height, data.length]).toEqual([6, 4, 24]);
    expect(distance(data, expected)).toBeLessThanOrEqual(tolerance);
  });

  it('lays transparency on white', async () => {
    const half = expected.map((value) => 255 - Math.round(((255 - value) * 128) / 255));
    expect([...(await decode(await ramp(4, 128).png().toBuffer())).data]).toEqual(half);
    expect([...(await decode(await ramp(2, 128).png().toBuffer())).data]).toEqual(half);
  });

  it('reads a drawing on a transparent canvas as dark on white', async () => {
    const { data } = await decode(await ramp(4, 0).png().toBuffer());
    expect(data.every((value) => value === 255)).toBe(true);
  });

  it.each([2, 4] as const)('lays light ink on nothing on black (%i channels), and dark ink on white', async (channels) => {
    const drawn = async (ink: number): Promise<number[]> => {
      const pixels = Buffer.alloc(24 * channels);
      for (const i of [8, 9]) pixels.fill(ink, i * channels, (i + 1) * channels - 1).fill(255, (i + 1) * channels - 1, (i + 1) * channels);
      const { data } = await decode(
        await sharp(pixels, { raw: { width: 6, height: 4, channels } })
          .png()
          .toBuffer(),
      );
      return [...data.subarray(7, 11)];
    };
    expect(await drawn(250)).toEqual([0, 250, 250, 0]);
    expect(await drawn(30)).toEqual([255, 30, 30, 255]);
  });

  it('lays the transparent corners of a light picture on white', async () => {
    const pixels = Buffer.alloc(24 * 4, 250);
    for (let i = 0; i < 24; i++) pixels[4 * i + 3] = i === 0 ? 0 : 255;
    const { data } = await decode(
      await sharp(pixels, { raw: { width: 6, height: 4, channels: 4 } })
        .png()
        .toBuffer(),
    );
    expect([data[0], data[1]]).toEqual([255, 250]);
  });

  it('turns a photo upright', async () => {
    const file = await ramp(3).withMetadata({ orientation: 6 }).png().toBuffer();
    const { width, height, data } = await decode(file);
    expect([width, height]).toEqual([4, 6]);
    expect([...data.subarray(0, 4)]).toEqual([180, 120, 60, 0]);
    expect(await probe(file)).toMatchObject({ width: 4, height: 6 });
  });

  it('reads the first frame of an animation', async () => {
    const frames = [0, 255].map((level) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background: { r: level, g: level, b: level } } }),
    );
    const files = await Promise.all(frames.map((frame) => frame.png().toBuffer()));
    const animation = await sharp(files, { join: { animated: true } })
      .gif()
      .toBuffer();
    const { height, data } = await decode(animation);
    expect(height).toBe(8);
    expect(data.every((value) => value === 0)).toBe(true);
    expect(await probe(animation)).toMatchObject({ type: 'gif', width: 8, height: 8 });
  });

  it('stops when it is aborted', async () => {
    const file = await ramp(1).png().toBuffer();
    await expect(decode(file, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    const controller = new AbortController();
    const pending = decode(file, controller.signal);
    controller.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
  });
});

const flat = (width: number, height: number): sharp.Sharp => sharp({ create: { width, height, channels: 3, background: 'white' } });
const ftyp = (brand: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1${brand}`)]);

describe.each([
  ['probe', probe],
  ['decode', decode as (bytes: Uint8Array) => Promise<unknown>],
])('%s refuses', (_, read) => {
  const codeOf = (bytes: Uint8Array): Promise<string> =>
    read(bytes).then(
      () => 'none',
      (error: unknown) => (error instanceof ImageError ? error.code : `not an ImageError: ${String(error)}`),
    );

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['text', Buffer.from('seven'), 'unsupported_type'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'unsupported_type'],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'unsupported_type'],
    ['HEIC', ftyp('heic'), 'unsupported_type'],
    ['an MP4', ftyp('isom'), 'unsupported_type'],
    ['a file of more than 10 MB', Buffer.alloc(MAX_IMAGE_BYTES + 1), 'too_large'],
    ['an AVIF of its brand alone', ftyp('avif'), 'undecodable'],
    ['a PNG of its signature alone', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'undecodable'],
  ])('%s', async (_case, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it('more than 20 megapixels in a small file', async () => {
    expect(await codeOf(await flat(5000, 4001).png().toBuffer())).toBe('too_many_pixels');
  });

  it('a PNG whose header claims more than it holds', async () => {
    const file = await flat(20, 20).png().toBuffer();
    file.writeUInt32BE(0x7fffffff, 16);
    expect(['too_many_pixels', 'undecodable']).toContain(await codeOf(file));
  });
});

describe('decode of damaged files', () => {
  const types = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const;
  const isExpected = (error: unknown): boolean => error instanceof ImageError;

  it.each(types)('says undecodable of half a %s', async (type) => {
    const file = await ramp(3).resize(64, 64)[type]().toBuffer();
    await expect(decode(file.subarray(0, file.length / 2))).rejects.toMatchObject({ name: 'ImageError', code: 'undecodable' });
  });

  it('answers a picture or an ImageError to any bytes behind a right signature', async () => {
    let state = 1;
    const nextByte = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
    for (const type of types) {
      const file = await ramp(3).resize(32, 32)[type]().toBuffer();
      for (let round = 0; round < 12; round++) {
        const spoilt = Buffer.from(file);
        for (let i = 0; i < 1 + round; i++) spoilt[12 + ((nextByte() * 256 + nextByte()) % (file.length - 12))] = nextByte();
        const outcome = await decode(spoilt).then(({ width, height, data }) => data.length === width * height, isExpected);
        expect(outcome).toBe(true);
      }
    }
  });
});

describe('probe', () => {
  it.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)('tells a %s by its content', async (type) => {
    const file = await flat(30, 20)[type]().toBuffer();
    expect(await probe(file)).toEqual({ type, mime: `image/${type}`, width: 30, height: 20 });
  });
});
