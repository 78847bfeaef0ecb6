import 'reflect-metadata';
import type { Server } from 'node:http';
import { loadConfig, type Config } from '@numera/config';
import { openDatabase } from '@numera/prisma';
import { mergeHandlers, openQueues } from '@numera/queue';
import { openObjectStore } from '@numera/storage';
import { announceReady, catchLastResort, createLogger, Shutdown } from '@numera/telemetry';
import { AccountCleaner } from './accounts/cleaner';
import { AccountEvents } from './accounts/events';
import { AccountRequests } from './accounts/requests/service';
import { SetupService } from './accounts/setup/service';
import { createApplication } from './application';
import { AuditHeads } from './audit/heads';
import { AuditTrail } from './audit/trail';
import { Mail } from './mail/mail';
import { MailSender } from './mail/sender';
import { ApiKeyUses } from './api-keys/uses';
import { IdempotencyKeys } from './idempotency-keys/service';
import { Limits } from './limits/limits';
import { ShippedModel } from './models/shipped-model';
import { Erasure } from './privacy/erasure';
import { Repeat } from './platform/repeat';
import { Expiry } from './predictions/expiry';
import { PredictionImages } from './predictions/images';
import { PredictionRepository } from './predictions/repository';
import { PredictionResults } from './predictions/results';
import { Settlements } from './predictions/settlements';
import { Sweeper } from './predictions/sweeper';
import { Waiters } from './predictions/waiters';
import { TrainingService } from './training/service';

/** How often refusals that were counted in memory are written into the audit trail, ms. */
const AUDIT_FLUSH_MS = 60_000;
/** How far gateways may disagree about who has used how much. */
const SHARE_MS = 1_000;
/** How far behind a key's time of last use may be. */
const USES_MS = 3_000;

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger('gateway', config);
  catchLastResort(logger);
  const url = config.DATABASE_APP_URL;
  if (url === undefined) throw new Error('DATABASE_APP_URL is not set');
  const database = openDatabase(url);
  const store = await openObjectStore(config);
  const queues = await openQueues(config, logger);
  const application = await createApplication({ config, logger, database, store, queues, clock: () => new Date() });
  const waiters = application.get(Waiters, { strict: false });
  const settlements = new Settlements(url, application.get(PredictionRepository, { strict: false }), waiters, logger);
  await Promise.all([application.get(ShippedModel, { strict: false }).register(), settlements.open()]);

  const images = application.get(PredictionImages, { strict: false });
  const results = application.get(PredictionResults, { strict: false });
  const training = application.get(TrainingService, { strict: false });
  await queues.startWorkers(
    'results',
    mergeHandlers('results', [
      { recognised: (data) => results.recognised(data), shown: (data) => images.settled(data) },
      { trainingProgressed: (data) => training.progressed(data), trained: (data) => training.trained(data) },
    ]),
  );
  const sweeper = application.get(Sweeper, { strict: false });
  const erasure = application.get(Erasure, { strict: false });
  const expiry = application.get(Expiry, { strict: false });
  const trail = application.get(AuditTrail, { strict: false });
  const heads = application.get(AuditHeads, { strict: false });
  const mail = application.get(Mail, { strict: false });
  const mailSender = application.get(MailSender, { strict: false });
  const limits = application.get(Limits, { strict: false });
  const uses = application.get(ApiKeyUses, { strict: false });
  const accountEvents = application.get(AccountEvents, { strict: false });
  const accountRequests = application.get(AccountRequests, { strict: false });
  const accountCleaner = application.get(AccountCleaner, { strict: false });
  const idempotencyKeys = application.get(IdempotencyKeys, { strict: false });
  const repeats = [
    new Repeat('sweep predictions', config.NUMERA_SWEEP_MS, () => sweeper.sweep(), logger),
    new Repeat('sweep training runs', config.NUMERA_SWEEP_MS, () => training.sweep(), logger),
    new Repeat('share counts', SHARE_MS, () => limits.share(), logger),
    new Repeat('count uses of keys', USES_MS, () => uses.flush(), logger),
    new Repeat('remove people whose time has come', config.NUMERA_CLEANUP_MS, () => erasure.run(), logger),
    new Repeat('clean up', config.NUMERA_CLEANUP_MS, () => expiry.clean(), logger),
    new Repeat('write refusals down', AUDIT_FLUSH_MS, () => trail.flush(), logger),
    new Repeat('export the head of the audit trail', config.NUMERA_CLEANUP_MS, () => heads.export(), logger),
    new Repeat('send mails', config.NUMERA_SWEEP_MS, () => mailSender.sendDue(), logger),
    new Repeat('do what was asked of accounts', config.NUMERA_SWEEP_MS, () => accountRequests.resume(), logger),
    new Repeat('clean accounts up', config.NUMERA_CLEANUP_MS, () => accountCleaner.clean(), logger),
    new Repeat('forget idempotency keys', config.NUMERA_CLEANUP_MS, () => idempotencyKeys.clean(), logger),
    new Repeat('clean mails up', config.NUMERA_CLEANUP_MS, () => mail.clean(), logger),
  ];

  await listen(application.getHttpServer() as Server, config);
  new Shutdown(logger, config.NUMERA_SHUTDOWN_MS)
    .add('requests', async () => {
      // Whoever waits is told 202 now: the answer will be there when they ask again.
      const closed = closeServer(application.getHttpServer() as Server);
      waiters.release();
      await closed;
    })
    .add('repeated tasks', async () => {
      await Promise.all(repeats.map((repeat) => repeat.stop()));
    })
    .add('requests of accounts', () => accountRequests.close())
    .add('account tasks', () => accountEvents.settle())
    .add('mails', () => mailSender.close())
    .add('refusals', () => trail.flush())
    .add('uses of keys', () => uses.flush())
    .add('limits', () => limits.close())
    .add('queues', () => queues.close())
    .add('notifications', () => settlements.close())
    .add('database', () => database.$disconnect())
    .listen();
  if (config.SMTP_URL === undefined) logger.info('no SMTP_URL: mails stay in the outbox, which administrators read at /admin/mail');
  logger.info({ host: config.HOST, port: config.PORT }, 'listening');
  await application.get(SetupService, { strict: false }).announce();
  announceReady({ port: config.PORT });
}

function listen(server: Server, { HOST, PORT }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${PORT} is taken: set PORT to another one`) : error);
    });
    server.listen(PORT, HOST, resolve);
  });
}

/** Takes no new connection, lets requests in progress end, and closes connections that idle. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`gateway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
