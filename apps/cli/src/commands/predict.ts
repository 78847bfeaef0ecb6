import type { Failure, ReadOptions, Reading } from '@numera/contracts';
import { findTurned, readTurned, recognise } from '@numera/recognition';
import type { LineModel, Model } from '@numera/recognition';
import type { CandidateLine } from '@numera/vision';
import { resolve } from 'node:path';
import { ahead } from '../ahead';
import { UsageError } from '../command';
import type { Command } from '../command';
import { ImageFileError, readImageFile } from '../image-file';
import { lineModelFor, modelIn } from '../model';
import { parseOptions } from '../options';
import { readFlags, readHelp, readOptionsOf } from '../read-options';
import { readingLine } from '../reading-line';

/** Images that are decoded at once. */
const AHEAD = 8;

const help = `Usage: numera predict FILE... [options]

Reads the digits in each image and prints a line for each: file, digits, confidence, decision and, of what is not
accepted, why (tab-separated). An image without a digit has "-" for digits and confidence;
rows of digits are parted by " / ". Exit code 1 when a file could not be read.

  --json                     one JSON object per file and line instead
  --model DIR                a model folder (default: the one that ships with Numera)
${readHelp}`;

type Answer = { readonly reading: Reading } | { readonly failure: Failure };

async function answerTo(path: string, options: ReadOptions, model: Model, lineModel: LineModel): Promise<Answer> {
  try {
    const found = findTurned(await readImageFile(path), options);
    const read = async (lines: CandidateLine[]): Promise<Reading> =>
      recognise(await lineModel.judge(lines, model.card.labels), options, model);
    return { reading: await readTurned(found, read) };
  } catch (error) {
    if (error instanceof ImageFileError) return { failure: error.failure };
    throw error;
  }
}

function jsonLine(file: string, answer: Answer, model: string): string {
  const row =
    'reading' in answer
      ? { file, status: 'done', ...answer.reading, model, error: null }
      : { file, status: 'failed', text: null, confidence: null, decision: null, glyphs: [], model, error: answer.failure };
  return JSON.stringify(row);
}

export const predict: Command = {
  help,
  async run(args, surroundings) {
    const { values, positionals } = parseOptions(args, { json: { type: 'boolean' }, model: { type: 'string' }, ...readFlags }, true);
    if (positionals.length === 0) throw new UsageError('name at least one image file');
    if (values.explain && !values.json) throw new UsageError('--explain needs --json: an explanation is a map of numbers');
    const options = readOptionsOf(values);
    const model = await modelIn(values.model, surroundings);
    const lineModel = await lineModelFor(surroundings);
    let failed = 0;
    try {
      const answers = ahead(positionals, AHEAD, async (file) => ({
        file,
        answer: await answerTo(resolve(surroundings.folder, file), options, model, lineModel),
      }));
      for await (const { file, answer } of answers) {
        surroundings.signal.throwIfAborted();
        if ('failure' in answer) {
          failed++;
          surroundings.log.write(`numera: ${file}: ${answer.failure.message} (${answer.failure.code})\n`);
        }
        if (values.json) surroundings.out.write(`${jsonLine(file, answer, model.card.version)}\n`);
        else if ('reading' in answer) surroundings.out.write(`${readingLine(file, answer.reading)}\n`);
      }
    } finally {
      await model.close();
      await lineModel.close();
    }
    return failed === 0 ? 0 : 1;
  },
};
