import { Module } from '@nestjs/common';
import { ModelsModule } from '../models/module';
import { TrainingController } from './controller';
import { TrainingRepository } from './repository';
import { TrainingService } from './service';

@Module({
  imports: [ModelsModule],
  controllers: [TrainingController],
  providers: [TrainingService, TrainingRepository],
  exports: [TrainingService],
})
export class TrainingModule {}
