import { Module } from '@nestjs/common';
import { PredictionsModule } from '../predictions/module';
import { UserRepository } from '../users/repository';
import { PrivacyController } from './controller';
import { Erasure } from './erasure';
import { ErasureRepository } from './erasure-repository';
import { PersonExport } from './export';
import { ExportRepository } from './export-repository';
import { Privacy } from './service';

@Module({
  imports: [PredictionsModule],
  controllers: [PrivacyController],
  providers: [Privacy, PersonExport, ExportRepository, Erasure, ErasureRepository, UserRepository],
  exports: [Erasure, UserRepository],
})
export class PrivacyModule {}
