import { postcodes, type Constraints } from '@numera/contracts';
import { both, type Automaton } from './automaton';
import { CHECKSUMS } from './checksum';
import { lengthBetween } from './length';
import { matching } from './pattern';

/** A check digit alone proves nothing. */
const LEAST_CHECKED = 2;

/** The rule that all of some constraints make together; null when there is none. */
export function ruleOf({ length, pattern, checksum, postcode }: Constraints): Automaton | null {
  const rules: Automaton[] = [];
  if (pattern !== undefined) rules.push(matching([pattern]));
  if (postcode !== undefined) rules.push(matching(postcodes[postcode]));
  if (length !== undefined) rules.push(lengthBetween(length.least, length.most));
  if (checksum !== undefined) rules.push(CHECKSUMS[checksum], lengthBetween(LEAST_CHECKED, Infinity));
  return rules.length === 0 ? null : rules.reduce(both);
}
