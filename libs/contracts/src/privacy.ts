import { z } from 'zod';
import { isoTime } from './scalars';

/** Body of `POST /api/v1/me/deletion`: the password of whoever has one. */
export const deletionRequest = z.strictObject({ password: z.string().max(512).optional() });

/** When the person and all that is theirs go; it can be taken back until then. */
export const deletionAnswer = z.object({ deletionAt: isoTime });
