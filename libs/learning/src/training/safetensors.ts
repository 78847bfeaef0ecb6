import { z } from 'zod';

/** 8 bytes little-endian: length of the JSON header that follows. */
const LENGTH_BYTES = 8;
const MOST_HEADER_BYTES = 4 << 20;

const entry = z.object({
  dtype: z.enum(['F32', 'U8']),
  shape: z.array(z.number().int().min(0)).length(1),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
const header = z.object({ __metadata__: z.record(z.string(), z.string()).default({}) }).catchall(entry);

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Float32Array | Uint8Array>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Flat lists of numbers with a few words as one file in the safetensors format (github.com/huggingface/safetensors, "Format"): data, never code. */
export function encodeTensors(tensors: TensorFile['tensors'], metadata: TensorFile['metadata']): Uint8Array {
  let end = 0;
  const entries = [...tensors].map(([name, { length, byteLength, BYTES_PER_ELEMENT }]) => {
    const dtype = BYTES_PER_ELEMENT === 4 ? 'F32' : 'U8';
    return [name, { dtype, shape: [length], data_offsets: [end, (end += byteLength)] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  // Spaces at the end bring the data to a multiple of 8, as the format asks.
  const words = Buffer.from(json.padEnd(json.length + ((8 - (Buffer.byteLength(json) % 8)) % 8)));
  const file = Buffer.alloc(LENGTH_BYTES + words.length + end);
  file.writeBigUInt64LE(BigInt(words.length));
  words.copy(file, LENGTH_BYTES);
  let at = LENGTH_BYTES + words.length;
  for (const { buffer, byteOffset, byteLength } of tensors.values()) {
    file.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return file;
}

/** The way back, as copies; throws an error for bytes that are no such file or hold other types than these two. */
export function decodeTensors(file: Uint8Array): TensorFile {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const length = Number(bytes.readBigUInt64LE());
  const start = LENGTH_BYTES + length;
  if (length > MOST_HEADER_BYTES || start > bytes.length) throw new RangeError('the header is longer than the file');
  const { __metadata__: metadata, ...entries } = header.parse(JSON.parse(bytes.toString('utf8', LENGTH_BYTES, start)));
  const tensors = Object.entries(entries).map(([name, given]) => {
    const { dtype, shape, data_offsets } = entry.parse(given);
    const [from, to] = data_offsets;
    const size = (shape[0] ?? 0) * (dtype === 'F32' ? 4 : 1);
    if (to - from !== size || start + to > bytes.length) throw new RangeError(`${name} lies outside of the file`);
    const values = Uint8Array.from(bytes.subarray(start + from, start + to));
    return [name, dtype === 'F32' ? new Float32Array(values.buffer) : values] as const;
  });
  return { tensors: new Map(tensors), metadata };
}
