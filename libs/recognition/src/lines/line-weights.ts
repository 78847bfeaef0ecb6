/** Written by tools/fit-lines.mjs: how much each witness counts when a line is parted into digits, and what every digit costs. */
export const LINE_WEIGHTS = { odds: 0.8294, glyph: 0.65, line: 0.3157, gap: 0.4008, digit: -0.4601 };
