import { UsageError } from '../../command';
import type { Command, Subcommand } from '../../command';
import { fetchMnistCommand } from './fetch-mnist';
import { preview } from './preview';
import { synthStrings } from './synth-strings';

/** Commands that make or fetch data; a name may be two words. */
const subcommands: readonly Subcommand[] = [fetchMnistCommand, synthStrings, preview];

const help = [
  'Usage: numera data COMMAND [options]',
  '',
  'Fetches and makes data to learn from and to measure on. Commands:',
  ...subcommands.map(({ name, summary }) => `  ${name}  ${summary}`),
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
