import type { Config } from '@numera/config';

type Setting = Extract<keyof Config, `NUMERA_LIMIT_${string}`>;

interface Rule {
  /** For the address a request comes from. */
  readonly source?: Setting;
  /** For that address at one account; what everyone tries at the account only slows it down. */
  readonly pair?: Setting;
  /** For one receiver of mails, whoever asks for them. */
  readonly receiver?: Setting;
  /** For a key, a person, or the address of whom nothing else is known. */
  readonly caller?: Setting;
}

/**
 * What is limited, and how. No limit refuses someone because of what another did at their account: that would lock them out. Mails to one receiver
 * are no exception: whoever used them up, the last one's link is still good when the next may be sent.
 */
export const rules = {
  'sign-in': { source: 'NUMERA_LIMIT_SIGN_IN', pair: 'NUMERA_LIMIT_SIGN_IN_ACCOUNT' },
  'sign-up': { source: 'NUMERA_LIMIT_SIGN_UP' },
  code: { source: 'NUMERA_LIMIT_CODE', pair: 'NUMERA_LIMIT_CODE_ACCOUNT' },
  mail: { source: 'NUMERA_LIMIT_MAIL', receiver: 'NUMERA_LIMIT_MAIL_RECEIVER' },
  predict: { caller: 'NUMERA_LIMIT_PREDICT' },
  /** Counted in kilobytes. */
  upload: { caller: 'NUMERA_LIMIT_UPLOAD' },
} as const satisfies Record<string, Rule>;

export type LimitName = keyof typeof rules;
export type Tier = keyof Rule;
export const TIERS: readonly Tier[] = ['source', 'pair', 'receiver', 'caller'];

export interface Quota {
  readonly points: number;
  readonly seconds: number;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** A setting's quota; null where it is off. */
export function quotaOf(config: Config, name: LimitName, tier: Tier): Quota | null {
  const rule: Rule = rules[name];
  const setting = rule[tier];
  const [, count, span, unit] = /^(\d+)\/(\d+)([smh])$/.exec(setting === undefined ? 'off' : config[setting]) ?? [];
  if (count === undefined || span === undefined || unit === undefined) return null;
  return { points: Number(count) * (name === 'upload' ? 1000 : 1), seconds: Number(span) * (SECONDS[unit] ?? 1) };
}

/** Tries at one account in a span that nobody has to wait for. */
const FREE_TRIES = 10;
const FIRST_DELAY_MS = 100;
/** Long enough to make guessing dear, short enough that the owner still gets in. */
const LONGEST_DELAY_MS = 5_000;

/** How long the answer to the n-th try at an account is held back, ms; the n counts everyone's tries, right or wrong. */
export function delayOf(tries: number): number {
  return tries <= FREE_TRIES ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(10, tries - FREE_TRIES - 1));
}
