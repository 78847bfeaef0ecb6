import { ConfigError } from '@numera/config';
import { CheckpointError, DatasetError, EngineError, RecipeError } from '@numera/learning';
import { ModelError } from '@numera/recognition';
import { CommandError, UsageError } from './command';
import type { Surroundings } from './command';
import { commands } from './commands';

/** 0 done, 1 failed, 2 called wrongly. */
export type ExitCode = 0 | 1 | 2;

const usage = (): string => {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Usage: numera COMMAND [options]',
    '',
    'Reads handwritten digits. Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '`numera COMMAND --help` tells more, `numera --version` the version.',
  ].join('\n');
};

/** Errors whose sentence tells the caller all there is to know; others are faults of ours and show where they came from. */
const isExplained = (error: unknown): error is Error =>
  [CheckpointError, CommandError, ConfigError, DatasetError, EngineError, ModelError, RecipeError].some((kind) => error instanceof kind);

/** Runs the program for its arguments; never throws. */
export async function runProgram(args: readonly string[], version: string, surroundings: Surroundings): Promise<ExitCode> {
  const { out, log } = surroundings;
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    out.write(`${version}\n`);
    return 0;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    out.write(`${usage()}\n`);
    return 0;
  }
  const command = commands.find((each) => each.name === name);
  if (command === undefined) {
    log.write(`${name === undefined ? '' : `numera: there is no command ${name}\n\n`}${usage()}\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    out.write(`${command.help}\n`);
    return 0;
  }
  try {
    return await command.run(rest, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      log.write(`numera: ${error.message}\n\n${command.help}\n`);
      return 2;
    }
    if (surroundings.signal.aborted) log.write('numera: stopped\n');
    else if (isExplained(error)) log.write(`numera: ${error.message}\n`);
    else log.write(`numera: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}
