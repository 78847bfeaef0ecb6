import { UsageError } from '../../command';
import type { Command } from '../../command';
import { rotate } from './rotate';

export const storage: Command = {
  help: rotate.help,
  async run([name, ...rest], surroundings) {
    if (name !== rotate.name) throw new UsageError(name === undefined ? 'storage needs a command' : `there is no storage command ${name}`);
    return rotate.run(rest, surroundings);
  },
};
