/** A place in the unit square; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the pen draws between touching the paper and leaving it, in the order of time. */
export type Stroke = readonly Point[];
