import { Global, Module } from '@nestjs/common';
import { AuditRepository } from './repository';
import { AuditTrail } from './trail';

@Global()
@Module({ providers: [AuditTrail, AuditRepository], exports: [AuditTrail] })
export class AuditModule {}
