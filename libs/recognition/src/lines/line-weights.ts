/** Written by tools/fit-lines.mjs: how much each witness counts when a line is parted into digits, and what every digit costs. */
export const LINE_WEIGHTS = { odds: 1, glyph: 1, line: 0.5, gap: 0.5, digit: 0 };
