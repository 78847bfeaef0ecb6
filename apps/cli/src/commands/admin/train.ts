import { setTimeout as sleep } from 'node:timers/promises';
import { trainingData, trainingRun } from '@numera/contracts';
import type { TrainingRun } from '@numera/contracts';
import { CommandError, UsageError } from '../../command';
import type { Subcommand } from '../../command';
import { parseOptions, wholeNumber } from '../../options';
import { percent } from '../../table';
import { duration } from '../../training/progress';
import { connect } from './server';

/** How often a run is asked how far it is, ms. */
const LOOK_MS = 500;

const help = `Usage: numera admin train [--recipe NAME|FILE] [options]

Has the running server train a candidate and waits for it. Progress goes to standard error; standard output gets one line: the
candidate's version.

  --recipe NAME|FILE   a recipe's name (digits, resnet, compact, s1 to s5, …) or a JSON file with one (default: digits)
  --dataset NAME       mnist, strokes or auto (default: MNIST where the trainer has it, else digits drawn by Numera itself)
  --epochs N           instead of the recipe's
  --limit N            learn from the first N images only (at least 100)
  --seed N             default 1
  --no-wait            print the run's id and leave
  --url URL            of the server (default: http://HOST:PORT)
  --json               one line of JSON: the training run`;

export const train: Subcommand = {
  name: 'train',
  summary: 'train a candidate on the server',
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const options = { recipe: text, dataset: text, epochs: text, limit: text, seed: text, 'no-wait': flag, url: text, json: flag };
    const { values } = parseOptions(args, options);
    const dataset = trainingData.safeParse(values.dataset ?? 'auto');
    if (!dataset.success) throw new UsageError(`--dataset must be one of ${trainingData.options.join(', ')}`);
    const { folder, log, out, signal } = surroundings;
    // Where the networks' libraries are not, the other commands of this group work all the same.
    const { loadRecipe } = await import('../../recipe-file.js');
    const request = {
      recipe: await loadRecipe(values.recipe ?? 'digits', folder),
      dataset: dataset.data,
      epochs: wholeNumber('epochs', values.epochs, 1),
      limit: wholeNumber('limit', values.limit, 100),
      seed: wholeNumber('seed', values.seed, 0),
    };
    const server = await connect(values.url, surroundings);
    let run = await server.call(trainingRun, '/training-runs', request);
    if (values['no-wait'] !== true) {
      for (let epoch = 0; run.status === 'pending' || run.status === 'running';) {
        await sleep(LOOK_MS, undefined, { signal });
        run = await server.call(trainingRun, `/training-runs/${run.id}`);
        if (run.progress !== null && run.progress.epoch > epoch) {
          epoch = run.progress.epoch;
          log.write(`${progressText(run.progress)}\n`);
        }
      }
      if (run.error !== null) throw new CommandError(run.error.message);
    }
    out.write(values.json === true ? `${JSON.stringify(run)}\n` : `${run.model ?? run.id}\n`);
    return 0;
  },
};

function progressText({
  epoch,
  epochs,
  loss,
  validationAccuracy,
  imagesPerSecond,
  remainingMs,
}: NonNullable<TrainingRun['progress']>): string {
  const left = remainingMs === undefined || remainingMs === 0 ? '' : `  ${duration(remainingMs)} left`;
  const validation = validationAccuracy === null ? '' : `  validation ${percent(validationAccuracy)}`;
  return `epoch ${epoch}/${epochs}  loss ${loss.toFixed(4)}${validation}  ${Math.round(imagesPerSecond)} images/s${left}`;
}
