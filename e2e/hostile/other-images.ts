import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import type { HostileImage } from './hostile-image';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const refused = (name: string, bytes: Buffer): HostileImage => ({ name, bytes, isReadable: false });
const any = (name: string, bytes: Buffer): HostileImage => ({ name, bytes, isReadable: true });

/** GIF, WebP, TIFF, AVIF and BMP files that lie, and files of two kinds at once. `digit`: any PNG. */
export async function otherHostileImages(digit: Buffer): Promise<HostileImage[]> {
  return [...(await gifs(digit)), ...(await webps(digit)), ...tiffs(), ...avifs(), ...bmps(), ...(await odd(digit))];
}

async function gifs(digit: Buffer): Promise<HostileImage[]> {
  const plain = await sharp(digit).resize(16).gif().toBuffer();
  const vast = Buffer.from(plain);
  vast.fill(0xff, 6, 10);
  const frames = await sharp(Buffer.alloc(8 * 8 * 500, 90), { raw: { width: 8, height: 8 * 500, channels: 1, pageHeight: 8 } })
    .gif()
    .toBuffer();
  return [
    any('GIF whose screen is 65,535x65,535', vast),
    refused('GIF that is a script', latin('GIF89a/*\0\0\0\0*/=1;alert(document.domain);//;')),
    refused('GIF of a header', plain.subarray(0, 13)),
    refused('GIF whose codes are noise', Buffer.concat([plain.subarray(0, plain.length - 40), Buffer.alloc(40, 0xaa)])),
    any('animated GIF of 500 frames', frames),
    any('GIF with a script in its comment', Buffer.concat([plain.subarray(0, -1), latin('!\xfe\x19<script>alert(1)</script>\0;')])),
  ];
}

async function webps(digit: Buffer): Promise<HostileImage[]> {
  const plain = await sharp(digit).webp().toBuffer();
  const size = Buffer.from(plain);
  size.writeUInt32LE(0xffffffff, 4);
  const canvas = latin('RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\xff\xff\xff\xff\xff\xff');
  const stack = await sharp(Buffer.alloc(8 * 8 * 200 * 3, 90), { raw: { width: 8, height: 8 * 200, channels: 3, pageHeight: 8 } })
    .webp()
    .toBuffer();
  return [
    refused('WebP that says 16,777,216 pixels a side', canvas),
    refused('WebP of a header', plain.subarray(0, 16)),
    refused('WebP whose picture is noise', Buffer.concat([plain.subarray(0, 30), Buffer.alloc(500, 0x5a)])),
    any('WebP that says 4 GB', size),
    any('animated WebP of 200 frames', stack),
  ];
}

/** A little-endian TIFF with one directory at 8 and `next` behind it. */
function tiff(entries: readonly (readonly [tag: number, type: number, count: number, value: number])[], next = 0): Buffer {
  const bytes = Buffer.alloc(8 + 2 + entries.length * 12 + 4 + 64);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], i) => {
    const at = 10 + i * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count >>> 0, at + 4);
    bytes.writeUInt32LE(value >>> 0, at + 8);
  });
  bytes.writeUInt32LE(next, 10 + entries.length * 12);
  return bytes;
}

function tiffs(): HostileImage[] {
  const size = (width: number, height: number) => [[256, 4, 1, width] as const, [257, 4, 1, height] as const];
  const strips = [
    [258, 3, 1, 8] as const,
    [259, 3, 1, 1] as const,
    [262, 3, 1, 1] as const,
    [273, 4, 1, 8] as const,
    [279, 4, 1, 0xffffffff] as const,
  ];
  return [
    refused('TIFF of 4 G x 4 G pixels', tiff([...size(0xffffffff, 0xffffffff), ...strips])),
    refused('TIFF that says 5,000x5,000', tiff([...size(5000, 5000), ...strips])),
    refused('TIFF whose directory follows itself', tiff([], 8)),
    refused('TIFF with an unknown compression', tiff([...size(20, 20), [259, 3, 1, 60_000]])),
    refused(
      'TIFF with tiles of 4 G pixels',
      tiff([...size(20, 20), [258, 3, 1, 8], [322, 4, 1, 0xfffffff0], [323, 4, 1, 0xfffffff0], [324, 4, 1, 8]]),
    ),
    refused('TIFF with 65,535 samples', tiff([...size(100, 100), [277, 3, 1, 65_535], ...strips])),
    refused('BigTIFF of a header', latin('II+\0\x08\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff')),
    refused('TIFF whose directory lies behind the file', latin('MM\0*\xff\xff\xff\xff')),
    any('TIFF whose strip is longer than the file', tiff([...size(20, 20), ...strips])),
  ];
}

function avifs(): HostileImage[] {
  const brand = latin('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf');
  return [
    refused('AVIF of its brand alone', brand),
    refused('AVIF whose box is 4 GB', Buffer.concat([brand, latin('\xff\xff\xff\xffmeta\0\0\0\0')])),
    refused('AVIF whose box is endless', Buffer.concat([brand, latin('\0\0\0\0meta'), Buffer.alloc(4000, 1)])),
    refused('AVIF of boxes within boxes', Buffer.concat([brand, ...Array.from({ length: 400 }, () => latin('\0\0\xff\xffmoov'))])),
  ];
}

function bmp(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(54 + 20 * 60, 200);
  bytes.fill(0, 0, 54);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(20, 18);
  bytes.writeInt32LE(20, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  change(bytes);
  return bytes;
}

function bmps(): HostileImage[] {
  const sizes = [
    [0, 0],
    [-1, 20],
    [0x7fffffff, 0x7fffffff],
    [0x7fffffff, -0x80000000],
    [5000, 5000],
    [20, 4000],
  ] as const;
  return [
    ...sizes.map(([width, height]) =>
      refused(
        `BMP that says ${width}x${height}`,
        bmp((bytes) => {
          bytes.writeInt32LE(width, 18);
          bytes.writeInt32LE(height, 22);
        }),
      ),
    ),
    refused(
      'BMP whose pixels lie behind the file',
      bmp((bytes) => bytes.writeUInt32LE(0xfffffff0, 10)),
    ),
    refused(
      'BMP whose header is 4 GB',
      bmp((bytes) => bytes.writeUInt32LE(0xffffffff, 14)),
    ),
    refused(
      'BMP of 7 bits',
      bmp((bytes) => bytes.writeUInt16LE(7, 28)),
    ),
    refused(
      'run-length BMP of noise',
      bmp((bytes) => bytes.set([8, 0, 1, 0], 28)),
    ),
    refused('BMP of two letters', latin('BM')),
    any(
      'BMP with 4 G colours',
      bmp((bytes) => bytes.writeUInt32LE(0xffffffff, 46)),
    ),
  ];
}

async function odd(digit: Buffer): Promise<HostileImage[]> {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><script>alert(1)</script></svg>';
  const laughs = `<!DOCTYPE l [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]><svg>&j;</svg>`;
  const zip = latin('PK\x05\x06' + '\0'.repeat(18));
  return [
    refused('SVG', latin(svg)),
    refused('SVG with a byte order mark', latin(`\xef\xbb\xbf<?xml version="1.0"?>${svg}`)),
    refused('SVG in UTF-16', Buffer.from(`\ufeff${svg}`, 'utf16le')),
    refused('SVG in gzip', gzipSync(svg)),
    refused('SVG that includes a file', latin(svg.replace('<script>', '<image href="file:///etc/passwd"/><script>'))),
    refused('XML of a billion laughs', latin(laughs)),
    refused('PDF', latin('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF')),
    refused('PostScript', latin('%!PS-Adobe-3.0\n(/etc/passwd) (r) file\nshowpage')),
    refused('HTML', latin('<!doctype html><script>alert(1)</script>')),
    refused('ZIP', zip),
    refused('program', latin('\x7fELF\x02\x01\x01' + '\0'.repeat(60))),
    refused('HEIC', latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic')),
    refused('video', latin('\0\0\0\x18ftypmp42\0\0\0\0mp42isom')),
    refused('icon', latin('\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0')),
    refused('Photoshop file', latin('8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x14\0\0\0\x14\0\x08\0\x03')),
    refused('OpenEXR file', latin('v/1\x01\x02\0\0\0channels\0chlist\0')),
    refused('Netpbm file', latin('P5 20 20 255\n' + 'x'.repeat(400))),
    refused('Radiance file', latin('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 20 +X 20\n')),
    refused('one byte', latin('\x89')),
    refused('a megabyte of zeros', Buffer.alloc(1_000_000)),
    refused('JPEG 2000', latin('\0\0\0\x0cjP  \r\n\x87\n')),
    refused('PNG behind a page of HTML', Buffer.concat([latin('<html>'), digit])),
    any('PNG with an archive behind it', Buffer.concat([digit, zip])),
    any('PNG with a page of HTML behind it', Buffer.concat([digit, latin('<script>alert(1)</script>')])),
    any('PNG of 16 bits', await sharp(digit).toColourspace('rgb16').png().toBuffer()),
    any('PNG of 16 bits of grey', await sharp(digit).toColourspace('grey16').png().toBuffer()),
    any('PNG with a transparent page', await sharp(digit).ensureAlpha(0.01).png().toBuffer()),
    any(
      'PNG of one pixel',
      await sharp({ create: { width: 1, height: 1, channels: 3, background: 'black' } })
        .png()
        .toBuffer(),
    ),
  ];
}
