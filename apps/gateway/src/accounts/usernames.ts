import { randomInt } from 'node:crypto';

/** Tries to find a free name; each adds four digits, so a second is hardly ever needed. */
const TRIES = 5;

/**
 * The wanted name, or with four digits added where someone has it: saying "taken" at registration would tell who has an account. The mail that
 * confirms the address names it, and the profile lets one choose another.
 */
export async function freeUsername(
  wanted: string,
  find: (username: string) => Promise<object | null>,
  digits: () => number = () => randomInt(10_000),
): Promise<string> {
  let name = wanted;
  for (let i = 0; i < TRIES && (await find(name)) !== null; i++) name = `${wanted}_${String(digits()).padStart(4, '0')}`;
  return name;
}
