import { modelCard } from '@numera/contracts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError, type ModelFiles } from './session';

/** Reads `model.onnx` and `card.json` of a model folder; throws ModelError when one is missing, the card is invalid or the hash differs. */
export async function readModelFolder(folder: string): Promise<ModelFiles> {
  const [onnx, card] = await Promise.all([readPart(folder, 'model.onnx'), readPart(folder, 'card.json')]);
  return parseModelFiles(onnx, card, folder);
}

/** Checks a model's two files against each other; `where` is named in the errors. Throws ModelError. */
export function parseModelFiles(onnx: Uint8Array, cardJson: Uint8Array, where: string): ModelFiles {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(cardJson).toString('utf8'));
  } catch (error) {
    throw new ModelError(`${where}: card.json is not JSON`, { cause: error });
  }
  const parsed = modelCard.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ModelError(`${where}: card.json is not a model card (${faults.join('; ')})`);
  }
  const actual = createHash('sha256').update(onnx).digest('hex');
  if (actual !== parsed.data.sha256) {
    throw new ModelError(`${where}: model.onnx has sha256 ${actual}, its card says ${parsed.data.sha256}`);
  }
  return { onnx, card: parsed.data };
}

async function readPart(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    throw new ModelError(`${folder} is not a model folder: ${name} cannot be read`, { cause: error });
  }
}
