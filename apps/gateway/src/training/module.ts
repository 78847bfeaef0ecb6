import { Module } from '@nestjs/common';
import { IdempotencyKeysModule } from '../idempotency-keys/module';
import { ModelsModule } from '../models/module';
import { TrainingController } from './controller';
import { TrainingRepository } from './repository';
import { TrainingService } from './service';

@Module({
  imports: [ModelsModule, IdempotencyKeysModule],
  controllers: [TrainingController],
  providers: [TrainingService, TrainingRepository],
  exports: [TrainingService],
})
export class TrainingModule {}
