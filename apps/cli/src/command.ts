import type { Config } from '@numera/config';

/** Where a command works, and where it writes: results to `out`, everything else to `log`. */
export interface Surroundings {
  readonly out: NodeJS.WritableStream;
  readonly log: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Folder that relative paths of the caller start from. */
  readonly folder: string;
  readonly config: Config;
  /** Aborted when the caller wants the command to stop. */
  readonly signal: AbortSignal;
}

/** One command of the program. `run` gives the exit code: 0 when all went well, 1 when something failed. */
export interface Command {
  /** Usage and options, as `--help` prints them. */
  readonly help: string;
  run(args: readonly string[], surroundings: Surroundings): Promise<0 | 1>;
}

/** A command of a group, such as `admin create`. */
export interface Subcommand extends Command {
  readonly name: string;
  readonly summary: string;
}

/** A command that is loaded when it is called. */
export interface ListedCommand {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** The program was called wrongly: exit code 2, with the command's usage. */
export class UsageError extends Error {}

/** What was asked for cannot be done, for a reason that a sentence tells: exit code 1. */
export class CommandError extends Error {}
