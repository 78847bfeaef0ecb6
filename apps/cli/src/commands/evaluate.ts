import { CORRUPTIONS, corruptedImages, evaluate as evaluateModel, measureRejection, reportedLevels, selectiveAt } from '@numera/learning';
import type { Scored } from '@numera/learning';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandError } from '../command';
import type { Command } from '../command';
import { figureLines } from '../figure-lines';
import { assertPlace } from '../free-folder';
import { labelledSource } from '../labelled-source';
import { lineModelFor, modelIn } from '../model';
import { parseOptions, shareBelowOne, wholeNumber } from '../options';
import { readOptionsOf, textFlags, textHelp } from '../read-options';
import { ProgressLine, bar } from '../progress-bar';
import { WorstMistakes } from '../report/mistakes';
import { reportPage } from '../report/report';
import { rejectionLines } from '../rejection-lines';
import { selectiveLines } from '../selective-lines';

const help = `Usage: numera evaluate --images IDX --labels IDX [options]
       numera evaluate --folder DIR [--kind GLOB] [options]

Sends labelled images through the whole pipeline and counts how many are read right. A string of digits is right only
whole; a refused or unreadable image is wrong. DIR holds labels.csv with a header row: file,label[,kind].

  --images IDX, --labels IDX   files in the IDX format, plain or gzip
  --folder DIR                 a folder of image files with labels.csv
  --kind GLOB                  only rows whose kind matches (* and ?)
  --limit N                    only the first N images
  --model DIR                  a model folder (default: the one that ships with Numera)
  --corruptions                each image spoiled in fifteen ways (noise, blur, fog, lines …) instead of as it is
  --negatives N                also N drawn pictures of no digit (letters, scribbles, noise): how many are refused
${textHelp.replaceAll(/^( {2}--.{24})/gm, '$1  ')}
  --target-error SHARE         accept by confidence so that at most this share is wrong (0.001): coverage and error
  --report FILE                write a page with figures, curves and the worst mistakes (HTML, nothing else needed)
  --json                       exactly one line of JSON instead of tables`;

async function savePage(path: string, page: string): Promise<void> {
  try {
    await writeFile(path, page);
  } catch (error) {
    throw new CommandError(`${path} cannot be written`, { cause: error });
  }
}

export const evaluate: Command = {
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const { values } = parseOptions(args, {
      images: text,
      labels: text,
      folder: text,
      kind: text,
      limit: text,
      corruptions: { type: 'boolean' },
      negatives: text,
      model: text,
      ...textFlags,
      'target-error': text,
      report: text,
      json: { type: 'boolean' },
    });
    const negatives = wholeNumber('negatives', values.negatives, 1);
    const asked = readOptionsOf(values);
    const targetError = shareBelowOne('target-error', values['target-error']);
    const reportPath = values.report === undefined ? null : resolve(surroundings.folder, values.report);
    if (reportPath !== null) await assertPlace(reportPath);
    const given = await labelledSource(values, { limit: wholeNumber('limit', values.limit, 1) }, surroundings, 'It counts as wrong.');
    const source = values.corruptions ? { count: given.count * CORRUPTIONS.length, images: corruptedImages(given.images) } : given;
    if (source.count === 0) throw new CommandError('there are no images to read');
    const model = await modelIn(values.model, surroundings);
    const lineModel = await lineModelFor(surroundings);
    const way = { ...asked, lineModel, signal: surroundings.signal };
    const progress = new ProgressLine(surroundings.log);
    const scored: Scored[] = [];
    const mistakes = new WorstMistakes();
    try {
      const figures = await evaluateModel(model, source.images, {
        ...way,
        onProgress: (done) => progress.show(`${bar(done / source.count)} ${done} of ${source.count} images`),
        onAnswer: (answer, image) => {
          scored.push({ confidence: answer.confidence, isCorrect: answer.isCorrect });
          if (reportPath !== null) mistakes.see(answer, image);
        },
      });
      progress.clear();
      const rejection = negatives === undefined ? null : await measureRejection(model, negatives, way);
      const selective = targetError === undefined ? null : selectiveAt(targetError, scored, model.card, asked.mode);
      const json = { ...figures, ...(selective && { selective }), ...(rejection && { rejection }) };
      const lines = [
        ...figureLines(figures),
        ...(selective === null ? [] : ['', ...selectiveLines(selective)]),
        ...(rejection === null ? [] : ['', ...rejectionLines(rejection)]),
      ];
      // Before the page: a full disk must not cost the figures.
      surroundings.out.write(values.json ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`);
      if (reportPath !== null) {
        const page = reportPage({
          figures,
          scored,
          selective,
          levels: selective?.levels ?? reportedLevels(scored),
          mistakes: mistakes.all,
          card: model.card,
          source: values.folder ?? values.images ?? '',
          measuredAt: new Date(),
        });
        await savePage(reportPath, page);
      }
    } finally {
      progress.clear();
      await model.close();
      await lineModel.close();
    }
    return 0;
  },
};
