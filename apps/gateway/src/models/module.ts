import { Module } from '@nestjs/common';
import { ModelController } from './controller';
import { ModelRepository } from './repository';
import { ShippedModel } from './shipped-model';

@Module({ controllers: [ModelController], providers: [ModelRepository, ShippedModel], exports: [ModelRepository, ShippedModel] })
export class ModelsModule {}
