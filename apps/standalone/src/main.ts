import { ConfigError, loadConfig } from '@numera/config';
import { EmbeddedPostgresError } from '@numera/embedded';
import { LaunchError } from './launch-error';
import { Launcher } from './launcher';

/** Ctrl-C in a terminal reaches us from the terminal and once more from npm; only a later one means "now". */
const FORCE_AFTER_MS = 1_000;
const PARENT_CHECK_MS = 500;

function end(error: unknown): never {
  const isForPeople = error instanceof ConfigError || error instanceof LaunchError || error instanceof EmbeddedPostgresError;
  process.stderr.write(`numera: ${isForPeople ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const launcher = new Launcher({ config: loadConfig(), env: process.env, output: process.stdout, onFailure: end });
  // A reader of our log that went away must not take the services with it.
  process.stdout.on('error', () => undefined);
  let askedAt: number | undefined;
  const stop = (reason: string): void => {
    if (askedAt !== undefined && performance.now() - askedAt > FORCE_AFTER_MS) {
      launcher.kill();
      process.exit(130);
    }
    askedAt ??= performance.now();
    void launcher.stop(reason).then(() => process.exit(0), end);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  stopWithNpm(stop);
  await launcher.start();
}

/** npm passes a signal to the shell between us, and not every shell passes it on: its end is ours too. */
function stopWithNpm(stop: (reason: string) => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop('npm ended');
  }, PARENT_CHECK_MS);
  timer.unref();
}

main().catch(end);
