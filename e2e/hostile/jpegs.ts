import sharp from 'sharp';
import type { HostileImage } from './hostile-image';

/** A marker segment; its length is true unless it is given. */
function segment(marker: number, data: Uint8Array, length = data.length + 2): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, (length >> 8) & 255, length & 255]), data]);
}

/** `bytes` with segments put in behind the first marker. */
function withSegments(bytes: Buffer, ...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([bytes.subarray(0, 2), ...segments, bytes.subarray(2)]);
}

/** `bytes` with another height and width in the frame header. */
function resized(bytes: Buffer, height: number, width: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = frameOf(copy);
  copy.writeUInt16BE(height, at + 5);
  copy.writeUInt16BE(width, at + 7);
  return copy;
}

/** Where the frame header (SOF0 to SOF2) begins. */
function frameOf(bytes: Buffer): number {
  for (let at = 2; at + 4 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) return at;
  }
  throw new Error('a JPEG without a frame');
}

/** EXIF whose directory is `entries`, each of 12 bytes, followed by the offset of a next directory. */
function exif(entries: readonly Buffer[], next: number, count = entries.length): Buffer {
  const head = Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1');
  const end = Buffer.alloc(4);
  end.writeUInt32LE(next);
  return segment(0xe1, Buffer.concat([head, Buffer.from([count & 255, count >> 8]), ...entries, end]));
}

function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16LE(tag, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.writeUInt32LE(count >>> 0, 4);
  bytes.writeUInt32LE(value >>> 0, 8);
  return bytes;
}

const orientation = (value: number): Buffer => entry(0x0112, 3, 1, value);

/** JPEG files that lie about their size, lack parts, or carry metadata made to burst. `digit`: any PNG. */
export async function hostileJpegs(digit: Buffer): Promise<HostileImage[]> {
  const plain = await sharp(digit).jpeg().toBuffer();
  const progressive = await sharp(digit).jpeg({ progressive: true }).toBuffer();
  const scan = plain.lastIndexOf(Buffer.from([0xff, 0xda]));
  const profile = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\xff', 'latin1'), Buffer.alloc(60_000)]);
  const refused = (name: string, bytes: Buffer): HostileImage => ({ name, bytes, isReadable: false });
  const any = (name: string, bytes: Buffer): HostileImage => ({ name, bytes, isReadable: true });
  return [
    refused('JPEG that says 65,535x65,535', resized(plain, 65_535, 65_535)),
    refused('JPEG that says 0x280', resized(plain, 0, 280)),
    refused('JPEG that says 280x0', resized(plain, 280, 0)),
    any('JPEG that says 2,000x2,000', resized(plain, 2000, 2000)),
    any('progressive JPEG that says 60,000x300', resized(progressive, 60_000, 300)),
    refused('JPEG without a frame', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9', 'latin1')),
    refused('JPEG of two markers', Buffer.from([0xff, 0xd8, 0xff, 0xd9])),
    refused('JPEG whose scan is missing', plain.subarray(0, scan)),
    refused('JPEG whose segment is longer than the file', withSegments(plain, segment(0xfe, Buffer.alloc(10), 65_535)).subarray(0, 400)),
    any('JPEG whose scan stops in the middle', plain.subarray(0, scan + Math.floor((plain.length - scan) / 2))),
    any('JPEG whose segment has no length', withSegments(plain, segment(0xfe, Buffer.alloc(0), 0))),
    any('progressive JPEG that says 2,000x4,000', resized(progressive, 2000, 4000)),
    any('JPEG turned by an orientation of 99', withSegments(plain, exif([orientation(99)], 0))),
    any('JPEG turned by an orientation of 6', withSegments(plain, exif([orientation(6)], 0))),
    any('EXIF directory that follows itself', withSegments(plain, exif([orientation(1)], 8))),
    any('EXIF value of 4 GB', withSegments(plain, exif([entry(0x010e, 2, 0xffffffff, 26)], 0))),
    any('EXIF value that lies behind the file', withSegments(plain, exif([entry(0x010e, 2, 900, 0xfffffff0)], 0))),
    any('EXIF directory inside itself', withSegments(plain, exif([entry(0x8769, 4, 1, 8)], 8))),
    any(
      'EXIF of 65,535 entries',
      withSegments(
        plain,
        exif(
          Array.from({ length: 5000 }, () => orientation(1)),
          8,
          65_535,
        ),
      ),
    ),
    any('EXIF of nothing', withSegments(plain, segment(0xe1, Buffer.from('Exif\0\0', 'latin1')))),
    any('XMP of one open tag', withSegments(plain, segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${'<x>'.repeat(20_000)}`)))),
    any('JPEG with 255 pieces of a colour profile', withSegments(plain, ...Array.from({ length: 120 }, () => segment(0xe2, profile)))),
    any('JPEG with 100 comments', withSegments(plain, ...Array.from({ length: 100 }, () => segment(0xfe, Buffer.alloc(60_000))))),
    any('JPEG whose last scan comes 200 times', repeatedScans(progressive, 200)),
    any('CMYK JPEG', await sharp(digit).toColourspace('cmyk').jpeg().toBuffer()),
  ];
}

/** A progressive JPEG with its last scan many times over: each makes a decoder go through the whole image again. */
function repeatedScans(bytes: Buffer, times: number): Buffer {
  const scan = bytes.subarray(bytes.lastIndexOf(Buffer.from([0xff, 0xda])), bytes.length - 2);
  return Buffer.concat([bytes.subarray(0, bytes.length - 2), ...Array.from({ length: times }, () => scan), bytes.subarray(-2)]);
}
