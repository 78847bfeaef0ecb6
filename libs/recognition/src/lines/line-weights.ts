/** Written by tools/fit-lines.mjs: how much each witness counts when a line is parted into digits and signs, and what every one of them costs. */
export const LINE_WEIGHTS = { odds: 0.4338, glyph: 0.6689, line: 0.4978, gap: 0.495, digit: -0.6498, blank: 1.1712, sign: 0.5166 };
