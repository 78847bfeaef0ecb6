/** Height of a line's picture as the line network sees it, in pixels. */
export const LINE_HEIGHT = 32;
/** Pixels from one place at which the network answers to the next; place p is around pixel PLACE_STEP p + 1. */
export const PLACE_STEP = 2;
/** What the network may say of a place: one of ten digits, or, last, blank. */
export const LINE_LABELS = 11;
export const BLANK = LINE_LABELS - 1;
