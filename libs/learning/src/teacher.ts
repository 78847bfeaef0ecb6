import type { ModelCard } from '@numera/contracts';
import { ModelError } from '@numera/recognition';
import { isDeepStrictEqual } from 'node:util';

/** What every network of ours that reads one glyph takes and gives. */
export const GLYPH_CONTRACT: Pick<ModelCard, 'input' | 'output'> = {
  input: { name: 'glyphs', shape: [1, 28, 28], range: [0, 1] },
  output: { name: 'logits' },
};

/** Throws ModelError when a model cannot be asked how likely each of `labels` is for a glyph. */
export function assertTeacher({ version, labels, input, output }: ModelCard, wanted: readonly string[]): void {
  if (isDeepStrictEqual({ labels, input, output }, { labels: wanted, ...GLYPH_CONTRACT })) return;
  throw new ModelError(
    `${version} is no teacher of single digits: it has other labels than ${wanted.join(', ')}, or another input or output`,
  );
}
