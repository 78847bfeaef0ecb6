import { Module } from '@nestjs/common';
import { ObjectController } from './controller';
import { ObjectRepository } from './repository';
import { ObjectRotations } from './service';

@Module({ controllers: [ObjectController], providers: [ObjectRotations, ObjectRepository] })
export class ObjectsModule {}
