import { Global, Module } from '@nestjs/common';
import { AUTHENTICATION } from '../http/access';
import { AccountAuthentication } from './authentication';

@Global()
@Module({ providers: [{ provide: AUTHENTICATION, useClass: AccountAuthentication }], exports: [AUTHENTICATION] })
export class AccountsModule {}
