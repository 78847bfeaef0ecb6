import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Req, Res } from '@nestjs/common';
import { membershipRequest, userChange, userQuery } from '@numera/contracts';
import type { Request, Response } from 'express';
import { Access } from '../http/access';
import { BackToPage } from '../http/back-to-page';
import { readJson } from '../http/body';
import { callerOf } from '../http/caller';
import { parseId } from '../http/id';
import { Problem } from '../http/problem';
import { parseBody, parseQuery } from '../http/query';
import { Workspaces } from '../workspaces/service';
import { PasswordResets } from './password-resets';
import { Users } from './service';

const BODY_LIMIT = 4_096;

@Controller('api/v1')
export class UserController {
  constructor(
    private readonly users: Users,
    private readonly workspaces: Workspaces,
    private readonly resets: PasswordResets,
  ) {}

  @Get('users')
  @Access('administrator')
  async list(@Query() query: unknown, @Res({ passthrough: true }) response: Response) {
    response.set('Cache-Control', 'no-store');
    return this.users.list(parseQuery(userQuery, query));
  }

  /** Streamed, so that a hundred thousand people take no more memory than one. */
  @Get('users.csv')
  @Access('administrator')
  @BackToPage('/admin/users')
  async export(@Req() request: Request, @Query() query: unknown, @Res() response: Response): Promise<void> {
    const lines = this.users.export(parseQuery(userQuery, query), request);
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="users.csv"',
      'Cache-Control': 'no-store',
    });
    await pipeline(Readable.from(lines), response);
  }

  @Get('users/:id')
  @Access('administrator')
  async read(@Param('id') id: string) {
    return this.users.read(parseId(id, 'user'));
  }

  @Patch('users/:id')
  @Access('administrator')
  async change(@Req() request: Request, @Param('id') id: string) {
    const change = parseBody(userChange, await readJson(request, BODY_LIMIT));
    return this.users.change(parseId(id, 'user'), change, request);
  }

  @Delete('users/:id')
  @HttpCode(204)
  @Access('administrator')
  async remove(@Req() request: Request, @Param('id') id: string): Promise<void> {
    await this.users.remove(parseId(id, 'user'), request);
  }

  @Put('users/:id/memberships/:workspaceId')
  @Access('administrator')
  async assign(@Req() request: Request, @Param('id') id: string, @Param('workspaceId') workspaceId: string) {
    const { role } = parseBody(membershipRequest, await readJson(request, BODY_LIMIT));
    const user = await this.users.read(parseId(id, 'user'));
    if (!(await this.workspaces.isThere(parseId(workspaceId, 'workspace'))))
      throw new Problem(404, 'not_found', 'There is no such workspace.');
    await this.workspaces.assign(callerOf(request), workspaceId, user.id, role, request);
    return this.users.read(user.id);
  }

  @Delete('users/:id/sessions')
  @HttpCode(204)
  @Access('administrator')
  async endSessions(@Req() request: Request, @Param('id') id: string): Promise<void> {
    await this.users.endSessions(parseId(id, 'user'), request);
  }

  @Post('users/:id/password-reset')
  @HttpCode(204)
  @Access('administrator')
  async startReset(@Req() request: Request, @Param('id') id: string): Promise<void> {
    await this.resets.start(parseId(id, 'user'), request);
  }
}
