/** Written by tools/fit-lines.mjs: how much each witness counts when a line is parted into digits and signs, and what every one of them costs. */
export const LINE_WEIGHTS = { odds: 0.497, glyph: 0.563, line: 0.4546, gap: 0.404, digit: -1.183, blank: 0.948, sign: 0.5636 };
