import { Module } from '@nestjs/common';
import { IdempotencyKeyRepository } from './repository';
import { IdempotencyKeys } from './service';

@Module({ providers: [IdempotencyKeys, IdempotencyKeyRepository], exports: [IdempotencyKeys] })
export class IdempotencyKeysModule {}
