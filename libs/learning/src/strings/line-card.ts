import { modelCard, type ModelCard } from '@numera/contracts';
import { createHash } from 'node:crypto';
import { LINE_HEIGHT, LINE_LABELS } from '@numera/recognition';
import { versionOf } from '../model-version';
import { countParameters } from '../network';
import { lineNetwork } from './line-network';
import { lineRecipe } from './line-recipe';

export interface LineFacts {
  readonly onnx: Uint8Array;
  readonly seed: number;
  readonly dataset: ModelCard['dataset'];
  readonly metrics: ModelCard['metrics'];
  readonly createdAt: Date;
}

/** The card of a line network. It decides nothing by itself, so its thresholds accept and reject nothing. */
export function lineCard({ onnx, seed, dataset, metrics, createdAt }: LineFacts): ModelCard {
  const sha256 = createHash('sha256').update(onnx).digest('hex');
  return modelCard.parse({
    v: 1,
    version: versionOf('lines', createdAt, sha256),
    recogniser: 'lines',
    sha256,
    labels: Array.from({ length: LINE_LABELS }, (_, i) => (i < 10 ? String(i) : 'blank')),
    parents: [],
    recipe: lineRecipe,
    dataset,
    seed,
    engine: 'onnx',
    parameters: countParameters(lineNetwork, [1, LINE_HEIGHT, lineRecipe.width]),
    createdAt: createdAt.toISOString(),
    input: { name: 'lines', shape: [1, LINE_HEIGHT, lineRecipe.width], range: [0, 1] },
    output: { name: 'logits' },
    calibration: { temperature: 1 },
    thresholds: { accept: 1, reject: 0, chosenOn: 'nothing', targetError: 0 },
    metrics,
    history: [],
  });
}
