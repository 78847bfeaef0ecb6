import { spawn } from 'node:child_process';
import type { Account } from './account';

/** The environment of PostgreSQL's programs: ours without PG* (a stray PGPORT or PGDATA would win over what we say), in English and UTC. */
export function programEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

export interface ProgramRun {
  readonly account: Account | undefined;
  readonly cwd: string;
  readonly input?: string;
}

/** Runs a program to its end; rejects with what it printed when it fails. */
export function runProgram(file: string, args: readonly string[], { account, cwd, input = '' }: ProgramRun): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: programEnvironment(), windowsHide: true, ...account });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 ? resolve(output) : reject(new Error(`${file} ended with ${signal ?? code}: ${output.trim().slice(-2000)}`)),
    );
    // A program that fails early may close its input before we have written it; its exit code says what matters.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
