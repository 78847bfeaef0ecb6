/**
 * The most digits that one reading has, and the most marks between them: more than any page of numbers, though not more than dirt that looks
 * like them. Whoever reads keeps them too, or a reading fails when it is handed on, and with it all that are handed on beside it.
 */
export const MAX_GLYPHS = 1024;
export const MAX_SEPARATORS = 1024;
