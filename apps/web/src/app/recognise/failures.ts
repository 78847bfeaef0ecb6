/** Codes that the page has a sentence for, under `failure.` in the translations. */
const KNOWN = [
  'unsupported_type',
  'too_large',
  'too_many_pixels',
  'undecodable',
  'empty',
  'rate_limited',
  'bad_query',
  'unauthenticated',
] as const;
export type FailureName = (typeof KNOWN)[number] | 'other';

/** The most bytes an image may have; the server refuses more, and a browser need not send them first. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Which sentence a stable code of the server gets. */
export function failureName(code: string): FailureName {
  return KNOWN.find((known) => known === code) ?? 'other';
}

/** Why a chosen file need not be sent at all, or null. What the name says of a type is a hint: the server looks at the bytes. */
export function refusedUnsent(file: { size: number; type: string }): FailureName | null {
  if (file.size === 0) return 'empty';
  if (file.size > MOST_BYTES) return 'too_large';
  return file.type !== '' && !file.type.startsWith('image/') ? 'unsupported_type' : null;
}
