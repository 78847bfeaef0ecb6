import { Controller, Delete, Get, HttpCode, Param, Patch, Req } from '@nestjs/common';
import { meChange } from '@numera/contracts';
import type { Request } from 'express';
import { Access } from '../../http/access';
import { readJson } from '../../http/body';
import { personOf } from '../../http/caller';
import { parseId } from '../../http/id';
import { parseBody } from '../../http/query';
import { MeService } from './service';

const BODY_LIMIT = 4_096;

@Controller('api/v1/me')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @Access('person')
  read(@Req() request: Request) {
    return this.me.read(personOf(request));
  }

  @Patch()
  @Access('person')
  async change(@Req() request: Request) {
    return this.me.change(personOf(request), parseBody(meChange, await readJson(request, BODY_LIMIT)), request);
  }

  @Get('sessions')
  @Access('person')
  async listSessions(@Req() request: Request) {
    return { items: await this.me.listSessions(personOf(request)), nextCursor: null };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Access('person')
  endSession(@Req() request: Request, @Param('id') id: string) {
    return this.me.endSession(personOf(request), parseId(id, 'session'), request);
  }

  @Delete('sessions')
  @HttpCode(204)
  @Access('person')
  endOtherSessions(@Req() request: Request) {
    return this.me.endOtherSessions(personOf(request), request);
  }
}
