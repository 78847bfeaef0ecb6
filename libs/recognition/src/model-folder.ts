import { modelCard } from '@numera/contracts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError, type ModelFiles } from './session';

/** Reads `model.onnx`, `card.json` and the members that the card names from a model folder; throws ModelError when one is missing, the card is invalid or the hash differs. */
export async function readModelFolder(folder: string): Promise<ModelFiles> {
  const [onnx, card] = await Promise.all([readPart(folder, 'model.onnx'), readPart(folder, 'card.json')]);
  const files = parseModelFiles(onnx, card, folder);
  const named = files.card.accurate?.members ?? [];
  return withMembers(files, await Promise.all(named.map(({ file }) => readPart(folder, file))), folder);
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
  refuseOther(onnx, 'model.onnx', parsed.data.sha256, where);
  return { onnx, card: parsed.data };
}

/** Adds the networks of the card's `accurate.members`; throws ModelError when one is missing or another. */
export function withMembers(files: ModelFiles, members: readonly Uint8Array[], where: string): ModelFiles {
  const named = files.card.accurate?.members ?? [];
  if (named.length === 0) return files;
  if (named.length !== members.length)
    throw new ModelError(`${where}: the card names ${named.length} members, there are ${members.length}`);
  named.forEach(({ file, sha256 }, i) => refuseOther(members[i]!, file, sha256, where));
  return { ...files, members };
}

function refuseOther(bytes: Uint8Array, file: string, sha256: string, where: string): void {
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256) throw new ModelError(`${where}: ${file} has sha256 ${actual}, its card says ${sha256}`);
}

async function readPart(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    throw new ModelError(`${folder} is not a model folder: ${name} cannot be read`, { cause: error });
  }
}
