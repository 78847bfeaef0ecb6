import { loadConfig } from '@numera/config';
import { migrate } from './migrate';
import { serviceUrls } from './roles';

/** The one-shot container's command: migrates DATABASE_URL and ends. */
async function main(): Promise<void> {
  const config = loadConfig();
  if (config.DATABASE_URL === undefined) throw new Error('DATABASE_URL is not set');
  const derived = serviceUrls(config.DATABASE_URL);
  const urls = { appUrl: config.DATABASE_APP_URL ?? derived.appUrl, queueUrl: config.DATABASE_QUEUE_URL ?? derived.queueUrl };
  const { applied } = await migrate({ ownerUrl: config.DATABASE_URL, urls });
  process.stdout.write(applied.length === 0 ? 'the database is up to date\n' : `applied ${applied.join(', ')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`migrate failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
