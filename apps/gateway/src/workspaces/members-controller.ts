import { Controller, Delete, Get, HttpCode, Param, Patch, Query, Req } from '@nestjs/common';
import { memberChange } from '@numera/contracts';
import type { Request } from 'express';
import { Access } from '../http/access';
import { readJson } from '../http/body';
import { memberOf, personOf } from '../http/caller';
import { parseId } from '../http/id';
import { pageByIdQuery } from '../http/page';
import { parseBody, parseQuery } from '../http/query';
import { Workspaces } from './service';

const BODY_LIMIT = 4_096;

/** Members of the workspace that the caller looks at. */
@Controller('api/v1/members')
export class MembersController {
  constructor(private readonly workspaces: Workspaces) {}

  @Get()
  @Access('member')
  async list(@Req() request: Request, @Query() query: unknown) {
    const { cursor, limit } = parseQuery(pageByIdQuery, query);
    return this.workspaces.members(memberOf(request), cursor, limit);
  }

  @Patch(':userId')
  @HttpCode(204)
  @Access('workspace-admin')
  async change(@Req() request: Request, @Param('userId') userId: string): Promise<void> {
    const { role } = parseBody(memberChange, await readJson(request, BODY_LIMIT));
    await this.workspaces.changeRole(memberOf(request), parseId(userId, 'member'), role, request);
  }

  /** An admin removes a member; everyone may remove themselves. */
  @Delete(':userId')
  @HttpCode(204)
  @Access('person')
  async remove(@Req() request: Request, @Param('userId') userId: string): Promise<void> {
    await this.workspaces.removeMember(personOf(request), parseId(userId, 'member'), request);
  }
}
