import { z } from 'zod';

/** Several values in one variable, separated by spaces or commas; none where it is not set. */
export const listed = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''));
