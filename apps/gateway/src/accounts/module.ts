import { Global, Module } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { Database } from '@numera/prisma';
import type { Logger } from '@numera/telemetry';
import { AUTHENTICATION } from '../http/access';
import type { CounterStore } from '../limits/counters';
import { COUNTERS } from '../limits/limits';
import { CLOCK, CONFIG, DATABASE, LOGGER, SECRET, type Clock } from '../platform/tokens';
import { AUTH } from './auth-token';
import { AccountAuthentication } from './authentication';
import { openAuth } from './better-auth';
import { AccountCleaner } from './cleaner';
import { AuthController } from './controller';
import { AccountEvents } from './events';
import { FactorSteps } from './factor-steps';
import { AuthGate } from './gate';
import { KnownDevices } from './known-devices';
import { Links } from './links';
import { AccountMails } from './mails';
import { MeController } from './me/controller';
import { MeRepository } from './me/repository';
import { MeService } from './me/service';
import { SignInOptionsController } from './options/controller';
import { PasswordCheck } from './password-check';
import { PasswordLinks } from './password-links';
import { LinkedProviderController } from './providers/controller';
import { LinkedProviderRepository } from './providers/repository';
import { LinkedProviders } from './providers/service';
import { PublicUrl } from './public-url';
import { AccountRepository } from './repository';
import { AccountRequestRepository } from './requests/repository';
import { AccountRequests } from './requests/service';
import { SessionRepository } from './session-repository';
import { Sessions } from './sessions';
import { SetupController } from './setup/controller';
import { SetupRepository } from './setup/repository';
import { SetupService } from './setup/service';
import { AuthSteps } from './steps';

const auth = {
  provide: AUTH,
  inject: [CONFIG, SECRET, DATABASE, CLOCK, LOGGER, PublicUrl, AccountEvents, AccountRepository, COUNTERS],
  useFactory: (
    config: Config,
    secret: string,
    database: Database,
    clock: Clock,
    logger: Logger,
    url: PublicUrl,
    events: AccountEvents,
    accounts: AccountRepository,
    counters: CounterStore,
  ) => {
    const firstUse = async (text: string, seconds: number) =>
      (await counters.counter('used-code', { points: 1, seconds }).add(text, 1)).used === 1;
    const mayJoin = async (email: string) => config.NUMERA_REGISTRATION === 'on' || (await accounts.isInvited(email, clock()));
    return openAuth({ config, secret, origin: url.origin, database, clock, logger, events, firstUse, mayJoin });
  },
};

@Global()
@Module({
  controllers: [AuthController, MeController, LinkedProviderController, SetupController, SignInOptionsController],
  providers: [
    { provide: AUTHENTICATION, useClass: AccountAuthentication },
    auth,
    AccountCleaner,
    AccountEvents,
    AccountMails,
    AccountRepository,
    AccountRequestRepository,
    AccountRequests,
    AuthGate,
    AuthSteps,
    FactorSteps,
    KnownDevices,
    LinkedProviderRepository,
    LinkedProviders,
    Links,
    MeRepository,
    MeService,
    PasswordCheck,
    PasswordLinks,
    PublicUrl,
    SessionRepository,
    Sessions,
    SetupRepository,
    SetupService,
  ],
  exports: [AUTHENTICATION, AUTH, AccountEvents, PasswordCheck, PasswordLinks, PublicUrl, SessionRepository, Sessions],
})
export class AccountsModule {}
