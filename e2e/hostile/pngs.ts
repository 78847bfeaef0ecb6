import { deflateSync } from 'node:zlib';
import type { HostileImage } from './hostile-image';
import { chunk, iend, ihdr, png, whitePixels, zeros } from './png-chunks';

const small = { width: 20, height: 20 };
const pixels = chunk('IDAT', whitePixels(20, 20));
const MEGABYTES = 1_000_000;

/** PNG files that lie, burst or lack something. */
export function hostilePngs(): HostileImage[] {
  return [...lying(), ...bursting(), ...disordered()];
}

function lying(): HostileImage[] {
  const sizes = [
    [0, 20],
    [20, 0],
    [0x7fffffff, 0x7fffffff],
    [0xffffffff, 1],
    [1, 0xffffffff],
    [0x80000000, 20],
    [65_535, 65_535],
    [5000, 5000],
    [20_000_001, 1],
  ] as const;
  const shapes = [
    { depth: 3 },
    { depth: 255 },
    { colour: 5 },
    { colour: 255 },
    { compression: 9 },
    { filter: 7 },
    { interlace: 7 },
    { depth: 1, colour: 6 },
  ];
  return [
    ...sizes.map(([width, height]) => refused(`PNG that says ${width}x${height}`, png(ihdr({ width, height }), pixels, iend))),
    ...shapes.map((shape) => refused(`PNG with ${JSON.stringify(shape)}`, png(ihdr({ ...small, ...shape }), pixels, iend))),
    refused('PNG that is taller than its pixels', png(ihdr({ width: 20, height: 4000 }), pixels, iend)),
    refused('PNG whose header has a wrong checksum', png(chunk('IHDR', Buffer.alloc(13, 1), { crc: 1 }), pixels, iend)),
    refused('PNG whose pixels have a wrong checksum', png(ihdr(small), chunk('IDAT', whitePixels(20, 20), { crc: 1 }), iend)),
    refused('PNG whose chunk says 4 GB', png(ihdr(small), chunk('IDAT', whitePixels(20, 20), { length: 0xffffffff }), iend)),
    refused('PNG whose chunk says 2 GB', png(ihdr(small), chunk('IDAT', whitePixels(20, 20), { length: 0x7fffffff }), iend)),
    any('PNG of more pixels than it says', png(ihdr(small), chunk('IDAT', whitePixels(20, 2000)), iend)),
  ];
}

function bursting(): HostileImage[] {
  const text = (packed: Buffer) => Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), packed]);
  return [
    any('PNG of 20x20 with 200 MB of pixels behind', png(ihdr(small), chunk('IDAT', zeros(200 * MEGABYTES)), iend)),
    any('PNG with a compressed text of 100 MB', png(ihdr(small), chunk('zTXt', text(zeros(100 * MEGABYTES))), pixels, iend)),
    any('PNG with a colour profile of 100 MB', png(ihdr(small), chunk('iCCP', text(zeros(100 * MEGABYTES))), pixels, iend)),
    any('PNG with 5,000 texts', png(ihdr(small), ...Array.from({ length: 5000 }, () => chunk('tEXt', Buffer.from('a\0b'))), pixels, iend)),
    any(
      'PNG of 16 megapixels in some kilobytes',
      png(ihdr({ width: 4000, height: 4000, depth: 1 }), chunk('IDAT', zeros(501 * 4000)), iend),
    ),
    any('PNG of one row of 10 megapixels', png(ihdr({ width: 10_000_000, height: 1 }), chunk('IDAT', zeros(10_000_001)), iend)),
    any('PNG of one column of a megapixel', png(ihdr({ width: 1, height: 1_000_000 }), chunk('IDAT', zeros(2_000_000)), iend)),
    refused(
      'PNG of 100 megapixels in some kilobytes',
      png(ihdr({ width: 10_000, height: 10_000, depth: 1 }), chunk('IDAT', zeros(1251 * 10_000)), iend),
    ),
  ];
}

function disordered(): HostileImage[] {
  const animation = [chunk('acTL', Buffer.from([0, 0, 255, 255, 0, 0, 0, 0])), chunk('fcTL', Buffer.alloc(26))];
  return [
    refused('PNG without pixels', png(ihdr(small), iend)),
    refused('PNG without a header', png(pixels, iend)),
    refused('PNG with nothing', png()),
    refused('PNG with its end first', png(iend, ihdr(small), pixels)),
    refused('PNG whose palette is missing', png(ihdr({ ...small, colour: 3 }), pixels, iend)),
    refused('PNG with an unknown critical chunk', png(ihdr(small), chunk('EVIL'), pixels, iend)),
    refused('PNG whose pixels are no zlib stream', png(ihdr(small), chunk('IDAT', Buffer.alloc(300, 7)), iend)),
    refused('PNG whose filters do not exist', png(ihdr(small), chunk('IDAT', deflateSync(Buffer.alloc(21 * 20, 99))), iend)),
    any('PNG with two headers', png(ihdr(small), ihdr({ width: 4000, height: 4000 }), pixels, iend)),
    any('PNG whose palette has 257 colours', png(ihdr({ ...small, colour: 3 }), chunk('PLTE', Buffer.alloc(771)), pixels, iend)),
    any('animated PNG that says 65,535 frames', png(ihdr(small), ...animation, pixels, iend)),
  ];
}

const refused = (name: string, bytes: Buffer): HostileImage => ({ name, bytes, isReadable: false });
const any = (name: string, bytes: Buffer): HostileImage => ({ name, bytes, isReadable: true });
