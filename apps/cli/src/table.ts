/** Lines of a table whose columns are as wide as their widest cell, numbers and all to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), []);
  return rows.map((row) => row.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  '));
}

/** A share as a percentage with two digits after the point. */
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
