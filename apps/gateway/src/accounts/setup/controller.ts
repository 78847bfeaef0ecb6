import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { newAdministrator, setup } from '@numera/contracts';
import type { Request, Response } from 'express';
import { Access } from '../../http/access';
import { readJson } from '../../http/body';
import { parseBody } from '../../http/query';
import { Limits } from '../../limits/limits';
import { Sessions } from '../sessions';
import { SetupService } from './service';

const BODY_LIMIT = 16_384;

@Controller('api/v1')
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly sessions: Sessions,
    private readonly limits: Limits,
  ) {}

  @Post('setup')
  @HttpCode(204)
  @Access('anyone')
  async complete(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    this.sessions.refuseCrossSite(request, false);
    await this.limits.take('code', request, response);
    await this.setup.complete(parseBody(setup, await readJson(request, BODY_LIMIT)), request);
  }

  @Post('operator/setup-links')
  @HttpCode(201)
  @Access('operator')
  newLink(@Req() request: Request) {
    return this.setup.newLink(request);
  }

  @Post('operator/administrators')
  @HttpCode(201)
  @Access('operator')
  async addAdministrator(@Req() request: Request) {
    return this.setup.addAdministrator(parseBody(newAdministrator, await readJson(request, BODY_LIMIT)), request);
  }
}
