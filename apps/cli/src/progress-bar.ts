const WIDTH = 24;

/** A bar of `WIDTH` characters, filled for `share` (0..1). */
export function bar(share: number): string {
  const filled = Math.round(WIDTH * Math.max(0, Math.min(1, share)));
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}]`;
}

/** One line of progress that is written over itself, at most ten times a second. On anything but a terminal it stays silent. */
export class ProgressLine {
  #lastAt = -Infinity;
  #length = 0;

  constructor(
    private readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
    private readonly clock: () => number = () => performance.now(),
  ) {}

  show(text: string): void {
    if (!this.stream.isTTY || this.clock() - this.#lastAt < 100) return;
    this.#lastAt = this.clock();
    this.stream.write(`\r${text.padEnd(this.#length)}`);
    this.#length = text.length;
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (this.#length === 0) return;
    this.stream.write(`\r${' '.repeat(this.#length)}\r`);
    this.#length = 0;
    this.#lastAt = -Infinity;
  }
}
