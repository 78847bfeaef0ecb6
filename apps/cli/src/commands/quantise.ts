import { loadJudges, quantiseModel, writeModelFiles } from '@numera/learning';
import { readModelFolder } from '@numera/recognition';
import { resolve } from 'node:path';
import { UsageError } from '../command';
import type { Command } from '../command';
import { assertFree } from '../free-folder';
import { presentMnist } from '../mnist/standard-data';
import { modelFolder } from '../model';
import { parseOptions, wholeNumber } from '../options';
import { percent } from '../table';

const help = `Usage: numera quantise --out DIR [options]

Makes a model a quarter as large by computing with 8-bit numbers, and fits temperature and thresholds anew. Standard output gets one line:
version and folder.

  --out DIR     folder to make
  --model DIR   the model to start from (default: the one that ships with Numera)
  --data DIR    folder with MNIST's files; the last 5,000 of train are judged on (default: MNIST_DIR,
                else as fetched, else drawn digits)
  --limit N     judge on the first N only
  --json        one line of JSON (version, folder, bytes, before, after) instead`;

export const quantise: Command = {
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const { values } = parseOptions(args, { out: text, model: text, data: text, limit: text, json: { type: 'boolean' } });
    if (values.out === undefined) throw new UsageError('--out is missing');
    const { folder: here, log, out, signal } = surroundings;
    const folder = resolve(here, values.out);
    await assertFree(folder);
    const source = await readModelFolder(modelFolder(values.model, surroundings));
    const judges = await loadJudges(await presentMnist(values.data, surroundings), wholeNumber('limit', values.limit, 100));
    const { files, before, after } = await quantiseModel(source, judges.examples, judges, { createdAt: new Date(), signal });
    await writeModelFiles(folder, files);
    log.write(`${judges.validation.count} images (${judges.name}): ${percent(before)} -> ${percent(after)} right\n`);
    log.write(`${source.onnx.length} -> ${files.onnx.length} bytes\n`);
    const { version } = files.card;
    out.write(
      values.json ? `${JSON.stringify({ version, folder, bytes: files.onnx.length, before, after })}\n` : `${version}\t${folder}\n`,
    );
    return 0;
  },
};
