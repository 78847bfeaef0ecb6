/** Written by tools/fit-lines.mjs: how much each witness counts when a line is parted into digits, and what every digit costs. */
export const LINE_WEIGHTS = { odds: 0.7571, glyph: 0.5925, line: 0.3231, gap: 0.214, digit: -0.5071 };
