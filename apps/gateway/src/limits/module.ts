import { Global, Module } from '@nestjs/common';
import { CONFIG, LOGGER } from '../platform/tokens';
import { openCounterStore } from './counters';
import { COUNTERS, Limits } from './limits';

@Global()
@Module({ providers: [Limits, { provide: COUNTERS, useFactory: openCounterStore, inject: [CONFIG, LOGGER] }], exports: [Limits, COUNTERS] })
export class LimitsModule {}
