import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { Database } from '@numera/prisma';
import type { Queues } from '@numera/queue';
import type { SealedStore } from '@numera/storage';
import type { Logger } from '@numera/telemetry';
import { CLOCK, CONFIG, DATABASE, LOGGER, QUEUES, SECRET, STORE, type Clock } from './tokens';

/** What the gateway stands on; opened and closed by whoever starts it. */
export interface Platform {
  readonly config: Config;
  readonly logger: Logger;
  readonly database: Database;
  readonly store: SealedStore;
  readonly queues: Queues;
  readonly clock: Clock;
}

/** Gives the platform's parts to every module. */
@Global()
@Module({})
export class PlatformModule {
  static of({ config, logger, database, store, queues, clock }: Platform): DynamicModule {
    if (config.NUMERA_SECRET === undefined) throw new Error('NUMERA_SECRET is not set');
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: SECRET, useValue: config.NUMERA_SECRET },
      { provide: LOGGER, useValue: logger },
      { provide: DATABASE, useValue: database },
      { provide: STORE, useValue: store },
      { provide: QUEUES, useValue: queues },
      { provide: CLOCK, useValue: clock },
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}
