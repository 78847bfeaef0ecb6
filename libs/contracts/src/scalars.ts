import { z } from 'zod';

/** Lower-case hex SHA-256 of some bytes. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `<recogniser>-<yyyymmdd>-<sha8>`: the name of an immutable model version. */
export const modelVersion = z.string().regex(/^[a-z][a-z0-9-]{0,40}-\d{8}-[0-9a-f]{8}$/);

/** Opaque name of an object in storage: two letters, a slash, the rest. Never a path of the caller's. */
export const objectKey = z.string().regex(/^[a-z]+\/[0-9a-f]{2}\/[0-9a-f-]{8,72}$/);

export const probability = z.number().min(0).max(1);
export const isoTime = z.iso.datetime();
export const durationMs = z.number().min(0);
export const pixels = z.number().int().min(0);
