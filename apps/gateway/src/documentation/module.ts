import { Module } from '@nestjs/common';
import { DocumentationController } from './controller';

@Module({ controllers: [DocumentationController] })
export class DocumentationModule {}
