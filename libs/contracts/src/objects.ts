import { z } from 'zod';

/** Body of `POST /api/v1/object-rotations`. */
export const objectRotationRequest = z.strictObject({
  /** The image after which to go on; without it, from the first. */
  after: z.uuid().optional(),
});

/** A stretch of images whose objects are now sealed with the first of the keys. */
export const objectRotation = z.object({
  images: z.number().int().min(0),
  /** Objects that were written anew; the others were as they should be. */
  resealed: z.number().int().min(0),
  /** Where to go on; null when all are done. */
  next: z.uuid().nullable(),
});
export type ObjectRotation = z.infer<typeof objectRotation>;
