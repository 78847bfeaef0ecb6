import { UsageError } from '../../command';
import type { Command, Subcommand } from '../../command';
import { fetchMnistCommand } from './fetch-mnist';
import { preview } from './preview';
import { show } from './show';
import { synthStrings } from './synth-strings';

/** Commands that make or fetch data; a name may be two words. */
const subcommands: readonly Subcommand[] = [fetchMnistCommand, show, synthStrings, preview];

const help = [
  'Usage: numera data COMMAND [options]',
  '',
  'Fetches, shows and makes data to learn from and to measure on. Commands:',
  ...subcommands.map(({ name, summary }) => `  ${name.padEnd(13)}  ${summary}`),
  '',
  ...subcommands.map((command) => command.help),
].join('\n');

export const data: Command = {
  help,
  async run(args, surroundings) {
    const called = subcommands
      .map((command) => ({ command, words: command.name.split(' ') }))
      .find(({ words }) => words.every((word, i) => args[i] === word));
    if (called === undefined) throw new UsageError(args.length === 0 ? 'data needs a command' : `there is no data command ${args.join(' ')}`);
    return called.command.run(args.slice(called.words.length), surroundings);
  },
};
