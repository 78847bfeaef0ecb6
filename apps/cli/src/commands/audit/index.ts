import { UsageError } from '../../command';
import type { Command } from '../../command';
import { verify } from './verify';

export const audit: Command = {
  help: verify.help,
  async run([name, ...rest], surroundings) {
    if (name !== verify.name) throw new UsageError(name === undefined ? 'audit needs a command' : `there is no audit command ${name}`);
    return verify.run(rest, surroundings);
  },
};
