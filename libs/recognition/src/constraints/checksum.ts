import type { Constraints } from '@numera/contracts';
import type { Automaton } from './automaton';

type Checksum = NonNullable<Constraints['checksum']>;

/** A digit's share of a sum. */
type Term = (digit: number) => number;

/**
 * Sums whose weights are counted from the last digit and come round again: one running sum for each place that the last digit may have in the
 * round, since how many digits follow is not known yet. All of them together are the state.
 */
function fromTheRight(modulus: number, terms: readonly Term[]): Automaton {
  const period = terms.length;
  return {
    start: 0,
    next(state, digit) {
      const sums = Array.from({ length: period }, (_, i) => Math.floor(state / modulus ** i) % modulus);
      // The last digit's place is now one further back.
      return terms.reduce((next, term, i) => next + ((sums[(i + 1) % period]! + term(digit)) % modulus) * modulus ** i, 0);
    },
    accepts: (state) => state % modulus === 0,
  };
}

const weighted = (modulus: number, weights: readonly number[]): Automaton =>
  fromTheRight(
    modulus,
    weights.map((weight) => (digit: number) => weight * digit),
  );

/** What a number modulo something is, and must be at the end. */
const remainder = (radix: number, modulus: number, right: number): Automaton => ({
  start: 0,
  next: (state, digit) => (radix * state + digit) % modulus,
  accepts: (state) => state === right,
});

/** Weights 1, 2, 3, … from the last digit on: with each new digit the sum grows by the sum of all digits. State: sum and sum of digits. */
const mod11: Automaton = {
  start: 0,
  next(state, digit) {
    const digits = ((state % 11) + digit) % 11;
    return ((Math.floor(state / 11) + digits) % 11) * 11 + digits;
  },
  accepts: (state) => state < 11,
};

/** ISO 7064's hybrid system. State: twice the running product, and 1 when the digit just seen is the right check digit for those before it. */
const mod11And10: Automaton = {
  start: 20,
  next(state, digit) {
    const sum = ((state >> 1) + digit) % 10;
    return 2 * ((2 * (sum === 0 ? 10 : sum)) % 11) + (sum === 1 ? 1 : 0);
  },
  accepts: (state) => state % 2 === 1,
};

/** H. M. Damm's quasigroup of order 10 (thesis, Marburg 2004). */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];
const damm: Automaton = {
  start: 0,
  next: (state, digit) => Number(DAMM[state]![digit]),
  accepts: (state) => state === 0,
};

/** The check-digit systems by name, for strings of digits whose last digit (last two for mod97) is the check. */
export const CHECKSUMS: Readonly<Record<Checksum, Automaton>> = {
  /** ISO/IEC 7812: payment cards. Every second digit from the right is doubled, its own digits added. */
  luhn: fromTheRight(10, [(digit) => digit, (digit) => 2 * digit - (digit > 4 ? 9 : 0)]),
  /** ISO 7064 MOD 97-10: IBANs in digits, creditor references. */
  mod97: remainder(10, 97, 1),
  /** ISBN-10's weights; numbers whose check is X have no digit for it. */
  mod11,
  /** ISO 7064 MOD 11-2: ORCID, ISNI; those whose check is X have no digit for it. */
  'mod11-2': remainder(2, 11, 1),
  /** ISO 7064 MOD 11,10: German tax numbers, Croatian OIB. */
  'mod11-10': mod11And10,
  /** GS1: EAN, UPC, GTIN, ISBN-13, SSCC. */
  ean: weighted(10, [1, 3]),
  /** Routing numbers on American cheques. */
  aba: weighted(10, [1, 7, 3]),
  damm,
};
