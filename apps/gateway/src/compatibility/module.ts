import { Module } from '@nestjs/common';
import { PredictionsModule } from '../predictions/module';
import { CompatibilityController } from './controller';

@Module({ imports: [PredictionsModule], controllers: [CompatibilityController] })
export class CompatibilityModule {}
