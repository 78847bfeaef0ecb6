import { Module } from '@nestjs/common';
import { PredictionController } from './controller';
import { Expiry } from './expiry';
import { PredictionImages } from './images';
import { PredictionIntake } from './intake';
import { PredictionQueue } from './queue';
import { PredictionRepository } from './repository';
import { PredictionResults } from './results';
import { PredictionService } from './service';
import { Sweeper } from './sweeper';
import { Waiters } from './waiters';

@Module({
  controllers: [PredictionController],
  providers: [
    PredictionService,
    PredictionRepository,
    PredictionQueue,
    PredictionIntake,
    PredictionImages,
    PredictionResults,
    Sweeper,
    Expiry,
    Waiters,
  ],
  exports: [PredictionService, PredictionResults, PredictionRepository, Sweeper, Expiry, Waiters],
})
export class PredictionsModule {}
