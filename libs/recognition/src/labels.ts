const DIGITS = '0,1,2,3,4,5,6,7,8,9';

/** The label as a number; null when it is no digit. */
export const digitOf = (label: string): number | null => (/^\d$/.test(label) ? Number(label) : null);

/** Whether labels are the ten digits, in order: only of them do the line network and the judge of whole readings know. */
export const areDigits = (labels: readonly string[]): boolean => labels.join() === DIGITS;
