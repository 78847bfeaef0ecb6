import { Global, Module } from '@nestjs/common';
import { AuditController } from './controller';
import { AuditHeads } from './heads';
import { AuditListing } from './listing';
import { AuditRepository } from './repository';
import { AuditService } from './service';
import { AuditTrail } from './trail';
import { AuditVerifier } from './verifier';
import { AuditWriter } from './writer';

@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditTrail, AuditService, AuditVerifier, AuditHeads, AuditListing, AuditWriter, AuditRepository],
  exports: [AuditTrail, AuditHeads],
})
export class AuditModule {}
