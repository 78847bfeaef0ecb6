import { Module } from '@nestjs/common';
import { IdempotencyKeysModule } from '../idempotency-keys/module';
import { PredictionController } from './controller';
import { Expiry } from './expiry';
import { PredictionHistory } from './history';
import { ImageRepository } from './image-repository';
import { PredictionImages } from './images';
import { PredictionIntake } from './intake';
import { PredictionQueue } from './queue';
import { Quotas } from './quotas';
import { PredictionRemoval } from './removal';
import { PredictionRepository } from './repository';
import { PredictionResults } from './results';
import { PredictionService } from './service';
import { Sweeper } from './sweeper';
import { Waiters } from './waiters';

@Module({
  imports: [IdempotencyKeysModule],
  controllers: [PredictionController],
  providers: [
    PredictionService,
    PredictionRepository,
    PredictionQueue,
    PredictionIntake,
    PredictionImages,
    ImageRepository,
    PredictionHistory,
    PredictionRemoval,
    Quotas,
    PredictionResults,
    Sweeper,
    Expiry,
    Waiters,
  ],
  exports: [PredictionService, PredictionResults, PredictionImages, PredictionRemoval, PredictionRepository, Sweeper, Expiry, Waiters],
})
export class PredictionsModule {}
