import { parse } from 'csv-parse/sync';
import { isAbsolute, normalize, sep } from 'node:path';
import { CommandError } from './command';

/** One row of labels.csv. */
export interface LabelledFile {
  /** Path inside the folder, with the platform's separators. */
  readonly file: string;
  /** A digit or a string of digits; rows of digits joined by newline. */
  readonly label: string;
  readonly kind: string | undefined;
}

/** A path inside the folder; throws CommandError when it leads out of it. */
function insidePath(file: string, line: number): string {
  const path = normalize(file.replaceAll('\\', '/'));
  if (file === '' || isAbsolute(path) || /^[a-z]:/i.test(path) || path.split(sep).includes('..')) {
    throw new CommandError(`labels.csv, row ${line}: ${JSON.stringify(file)} is not a path inside the folder`);
  }
  return path;
}

/** Parses labels.csv: a header row naming `file`, `label` and optionally `kind`, in any order, then a row per image. Throws CommandError. */
export function parseLabels(text: string): LabelledFile[] {
  let rows: Record<string, string>[];
  try {
    rows = parse<Record<string, string>>(text, { bom: true, columns: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new CommandError(`labels.csv is not CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
  return rows.map(({ file, label, kind }, i) => {
    if (file === undefined || label === undefined) throw new CommandError('labels.csv needs a header row with the columns file and label');
    const rowsOfText = label.replaceAll('\r\n', '\n');
    if (!/^\d+(\n\d+)*$/.test(rowsOfText))
      throw new CommandError(`labels.csv, row ${i + 1}: ${JSON.stringify(label)} is not a string of digits`);
    return { file: insidePath(file, i + 1), label: rowsOfText, kind: kind === '' ? undefined : kind };
  });
}
