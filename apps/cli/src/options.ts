import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { UsageError } from './command';

type Options = NonNullable<ParseArgsConfig['options']>;
/** Values by option, and what stands between the options. */
export type ParsedOptions<T extends Options> = ReturnType<typeof parseArgs<{ options: T; strict: true; allowPositionals: boolean }>>;

/** Parses a command's arguments strictly: an unknown option, or one without its value, is a UsageError. */
export function parseOptions<T extends Options>(args: readonly string[], options: T, allowPositionals = false): ParsedOptions<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The whole number of an option, from `least` to `most`; undefined when it was not given. */
export function wholeNumber(name: string, text: string | undefined, least: number, most = Number.MAX_SAFE_INTEGER): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new UsageError(`--${name} must be a whole number ${range}, not ${JSON.stringify(text)}`);
  }
  return value;
}

/** The share of an option, above 0 and below 1; undefined when it was not given. */
export function shareBelowOne(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value < 1)) {
    throw new UsageError(`--${name} must be a share above 0 and below 1, such as 0.001, not ${JSON.stringify(text)}`);
  }
  return value;
}
