const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand between tags and in quoted attributes: labels and kinds come from other people's files. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** A whole number with thin groups of three. */
export const whole = (value: number): string => value.toLocaleString('en-US').replaceAll(',', '\u202f');

/** A stated share without the zeros that say nothing: 0.1 %, not 0.10 %. */
export const stated = (value: number): string => `${Number((100 * value).toPrecision(6))} %`;

/** A share as a percentage that never rounds to a certainty which is not there. */
export function share(value: number, digits = 2): string {
  const text = (100 * value).toFixed(digits);
  if (value < 1 && Number(text) >= 100) return `> ${(100 - 10 ** -digits).toFixed(digits)} %`;
  if (value > 0 && Number(text) === 0) return `< ${(10 ** -digits).toFixed(digits)} %`;
  return `${text} %`;
}

/** A figure from 0 to 1 as it stands in tables, rounded down where rounding up would make a 1 that is not there. */
export const decimal = (value: number, digits = 4): string => Math.min(value, value < 1 ? 1 - 10 ** -digits : 1).toFixed(digits);
