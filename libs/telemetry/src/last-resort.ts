import type { Logger } from './logger';

/** Logs what nobody caught and ends the process with 1: its state can not be trusted, and the launcher starts it afresh. */
export function catchLastResort(logger: Logger): void {
  const end = (what: string) => (error: unknown) => {
    logger.fatal({ err: error }, what);
    process.exit(1);
  };
  process.on('uncaughtException', end('uncaught exception'));
  process.on('unhandledRejection', end('unhandled rejection'));
}
