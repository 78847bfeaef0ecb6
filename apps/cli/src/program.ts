import { ConfigError } from '@numera/config';
import { CommandError, UsageError } from './command';
import type { Command, Surroundings } from './command';
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

/** What an error says: its sentence where that tells all there is to know, else, for a fault of ours, where it came from. */
async function wordsOf(error: unknown): Promise<string> {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof CommandError || error instanceof ConfigError) return error.message;
  const [, missing] = 'code' in error && error.code === 'MODULE_NOT_FOUND' ? (/'(@numera\/[^']+)'/.exec(error.message) ?? []) : [];
  if (missing !== undefined)
    return `this installation has no ${missing}, which the command needs; run it where Numera is installed as a whole`;
  // The system's own sentence about a file or folder that was named.
  if ('syscall' in error && 'path' in error) return error.message;
  // Where the libraries are not there they have thrown nothing.
  const { libraryErrors } = await import('./library-errors.js').catch(() => ({ libraryErrors: [] }));
  return libraryErrors.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
}

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
  const listed = commands.find((each) => each.name === name);
  if (listed === undefined) {
    log.write(`${name === undefined ? '' : `numera: there is no command ${name}\n\n`}${usage()}\n`);
    return 2;
  }
  let command: Command | undefined;
  try {
    command = await listed.load();
    if (rest.includes('--help') || rest.includes('-h')) {
      out.write(`${command.help}\n`);
      return 0;
    }
    return await command.run(rest, surroundings);
  } catch (error) {
    if (error instanceof UsageError && command !== undefined) {
      log.write(`numera: ${error.message}\n\n${command.help}\n`);
      return 2;
    }
    log.write(`numera: ${surroundings.signal.aborted ? 'stopped' : await wordsOf(error)}\n`);
    return 1;
  }
}
