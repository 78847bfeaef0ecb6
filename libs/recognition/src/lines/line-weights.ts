/** Written by tools/fit-lines.mjs: how much each witness counts when a line is parted into digits and signs, and what every one of them costs. */
export const LINE_WEIGHTS = { odds: 0.2616, glyph: 1.259, line: 0.6405, gap: 0.5886, digit: -0.7922, blank: 0.7061, sign: 0.5516 };
