import { ensembleOf, loadJudges, writeModelFiles } from '@numera/learning';
import { readModelFolder } from '@numera/recognition';
import { resolve } from 'node:path';
import { UsageError } from '../command';
import type { Command } from '../command';
import { assertFree } from '../free-folder';
import { presentMnist } from '../mnist/standard-data';
import { parseOptions, wholeNumber } from '../options';
import { ProgressLine, bar } from '../progress-bar';
import { percent } from '../table';

const help = `Usage: numera ensemble DIR... --out DIR [options]

Makes one model of several: the first answers alone in the mode "fast", all of them together in "accurate", which gets a temperature and
thresholds of its own. With one model it fits them to the mean of its views alone. Standard output gets one line: version and folder.

  --out DIR     folder to make
  --data DIR    folder with MNIST's files; the last 5,000 of train are judged on (default: MNIST_DIR,
                else as fetched, else drawn digits)
  --limit N     judge on the first N only
  --json        one line of JSON (version, folder, fast, accurate) instead`;

export const ensemble: Command = {
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseOptions(args, { out: text, data: text, limit: text, json: { type: 'boolean' } }, true);
    if (values.out === undefined) throw new UsageError('--out is missing');
    const { folder: here, config, log, out, signal } = surroundings;
    const [first, ...others] = await Promise.all(positionals.map((folder) => readModelFolder(resolve(here, folder))));
    if (first === undefined) throw new UsageError('name at least one model folder');
    const folder = resolve(here, values.out);
    await assertFree(folder);
    const judges = await loadJudges(await presentMnist(values.data, surroundings), wholeNumber('limit', values.limit, 100));
    const progress = new ProgressLine(log);
    const { files, fast, accurate } = await ensembleOf([first, ...others], judges, {
      createdAt: new Date(),
      signal,
      threads: config.NUMERA_THREADS,
      onProgress: (done, total) => progress.show(`${bar(done / total)} ${done} of ${total} glyphs`),
    }).finally(() => progress.clear());
    log.write(`${judges.validation.count} images (${judges.name}): fast ${percent(fast)}, accurate ${percent(accurate)} right\n`);
    await writeModelFiles(folder, files);
    const { version } = files.card;
    out.write(values.json ? `${JSON.stringify({ version, folder, fast, accurate })}\n` : `${version}\t${folder}\n`);
    return 0;
  },
};
