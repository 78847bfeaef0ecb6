import { resolve } from 'node:path';
import type { Subcommand } from '../../command';
import { fetchMnist } from '../../mnist/fetch-mnist';
import { fetchedFolder } from '../../mnist/standard-data';
import { parseOptions } from '../../options';

const help = `Usage: numera data fetch mnist [--out DIR]

Fetches the four files of MNIST (11.6 MB) and checks their SHA-256. What is there already stays; a transfer that broke off
is gone on with, also from another mirror. MNIST_MIRRORS names the mirrors, one after another.

  --out DIR   where to put them (default: mnist under NUMERA_DATA, where \`numera train\` finds them)`;

/** `numera data fetch mnist`. */
export const fetchMnistCommand: Subcommand = {
  name: 'fetch mnist',
  summary: 'fetch the standard data set',
  help,
  async run(args, surroundings) {
    const { values } = parseOptions(args, { out: { type: 'string' } });
    const folder = values.out === undefined ? fetchedFolder(surroundings) : resolve(surroundings.folder, values.out);
    await fetchMnist(folder, surroundings);
    surroundings.out.write(`${folder}\n`);
    return 0;
  },
};
