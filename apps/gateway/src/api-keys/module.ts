import { Global, Module } from '@nestjs/common';
import { ApiKeyAuthentication } from './authentication';
import { ApiKeyController } from './controller';
import { ApiKeyRepository } from './repository';
import { ApiKeyService } from './service';
import { ApiKeyUses } from './uses';

@Global()
@Module({
  controllers: [ApiKeyController],
  providers: [ApiKeyService, ApiKeyRepository, ApiKeyAuthentication, ApiKeyUses],
  exports: [ApiKeyAuthentication, ApiKeyUses],
})
export class ApiKeysModule {}
