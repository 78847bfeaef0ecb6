/** A part of a text, and whether it is other than what the text is compared with. */
export interface Part {
  readonly text: string;
  readonly isOther: boolean;
}

/** A text in parts that are alike and other than `from`: what lies between the longest beginning and the longest end that both share. */
export function differing(text: string, from: string): Part[] {
  const least = Math.min(text.length, from.length);
  let start = 0;
  while (start < least && text[start] === from[start]) start++;
  let end = 0;
  while (end < least - start && text.at(-1 - end) === from.at(-1 - end)) end++;
  const parts = [
    { text: text.slice(0, start), isOther: false },
    { text: text.slice(start, text.length - end), isOther: true },
    { text: text.slice(text.length - end), isOther: false },
  ];
  return parts.filter((part) => part.text !== '');
}
