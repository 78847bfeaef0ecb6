import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { invitationAcceptance, invitationRequest, invitationToken } from '@numera/contracts';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Access } from '../../http/access';
import { readJson } from '../../http/body';
import { memberOf, personOf } from '../../http/caller';
import { parseId } from '../../http/id';
import { pageByIdQuery } from '../../http/page';
import { parseBody, parseQuery } from '../../http/query';
import { Limits } from '../../limits/limits';
import { Invitations } from './service';

const previewQuery = z.object({ token: invitationToken });
const BODY_LIMIT = 4_096;

@Controller('api/v1/invitations')
export class InvitationController {
  constructor(
    private readonly invitations: Invitations,
    private readonly limits: Limits,
  ) {}

  @Get()
  @Access('workspace-admin')
  async list(@Req() request: Request, @Query() query: unknown) {
    const { cursor, limit } = parseQuery(pageByIdQuery, query);
    return this.invitations.list(memberOf(request), cursor, limit);
  }

  @Post()
  @Access('workspace-admin')
  async create(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const { email, role } = parseBody(invitationRequest, await readJson(request, BODY_LIMIT));
    await this.limits.take('mail', request, response, { account: email });
    response.status(201);
    return this.invitations.create(memberOf(request), email, role, request);
  }

  @Get('preview')
  @Access('anyone')
  async preview(@Query() query: unknown, @Res({ passthrough: true }) response: Response) {
    response.set('Cache-Control', 'no-store');
    return this.invitations.preview(parseQuery(previewQuery, query).token);
  }

  @Post('acceptance')
  @HttpCode(200)
  @Access('person')
  async accept(@Req() request: Request) {
    const { token } = parseBody(invitationAcceptance, await readJson(request, BODY_LIMIT));
    return this.invitations.accept(personOf(request), token, request);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('workspace-admin')
  async revoke(@Req() request: Request, @Param('id') id: string): Promise<void> {
    await this.invitations.revoke(memberOf(request), parseId(id, 'invitation'), request);
  }
}
