import type { Reading } from '@numera/contracts';
import { percent } from './table';

/** Why a person should look, in few words. */
const REASONS: Readonly<Record<NonNullable<Reading['reason']>, string>> = {
  sure: '',
  unsure_digit: 'unsure of a digit',
  unsure_parting: 'unsure where digits end',
  unmet_constraint: 'breaks a constraint',
  no_digit: 'no digit found',
};
/** As wide as the widest confidence, so that what follows it stays in its column. */
const WIDTH = percent(1).length;

/**
 * File, digits, confidence, decision and, of what is not accepted, why: separated by tabs. Something rejected has no confidence here: the one that
 * it has is of a digit that was not believed in. Rows of digits stand beside each other, so that an image is a line.
 */
export function readingLine(file: string, { text, confidence, decision, reason = 'sure' }: Reading): string {
  const sure = (decision === 'reject' ? '-' : percent(confidence)).padStart(WIDTH);
  const why = decision === 'accept' ? '' : REASONS[reason];
  return [file, text?.replaceAll('\n', ' / ') ?? '-', sure, decision, ...(why === '' ? [] : [why])].join('\t');
}
