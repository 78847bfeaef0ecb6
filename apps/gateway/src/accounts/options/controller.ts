import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { SignInOptions } from '@numera/contracts';
import type { Request } from 'express';
import { Access } from '../../http/access';
import { CONFIG } from '../../platform/tokens';
import { providersOf } from '../federation/providers';
import { isSafeForCookies } from '../origins';
import { SetupService } from '../setup/service';

/** What the pages may offer to someone who is not signed in. */
@Controller('api/v1/sign-in-options')
export class SignInOptionsController {
  constructor(
    private readonly setup: SetupService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Access('anyone')
  async read(@Req() request: Request): Promise<SignInOptions> {
    const { NUMERA_ANONYMOUS, NUMERA_REGISTRATION, NUMERA_INSECURE_COOKIES, SMTP_URL } = this.config;
    return {
      anonymous: NUMERA_ANONYMOUS === 'on',
      setupNeeded: await this.setup.isNeeded(),
      registration: NUMERA_REGISTRATION === 'on',
      mail: SMTP_URL === undefined ? 'outbox' : 'smtp',
      isSecure: NUMERA_INSECURE_COOKIES === 'on' || isSafeForCookies(request.secure, request.hostname),
      providers: providersOf(this.config).map(({ id, name }) => ({ id, name, kind: 'social' })),
      passkeys: true,
    };
  }
}
