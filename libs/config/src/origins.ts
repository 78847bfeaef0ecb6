import { z } from 'zod';
import { listed } from './listed';

/** Origins as a browser names them (scheme, host and port), separated by spaces or commas; no wildcard. */
export const origins = listed.pipe(z.array(z.string().refine(isOrigin, 'is not an origin such as https://app.example.org')).max(64));

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
