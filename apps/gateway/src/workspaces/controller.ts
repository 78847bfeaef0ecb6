import { Controller, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { workspaceRequest, workspaceSwitch } from '@numera/contracts';
import type { Request, Response } from 'express';
import { Access } from '../http/access';
import { readJson } from '../http/body';
import { memberOf, personOf } from '../http/caller';
import { parseBody } from '../http/query';
import { Workspaces } from './service';

const BODY_LIMIT = 4_096;

@Controller('api/v1')
export class WorkspaceController {
  constructor(private readonly workspaces: Workspaces) {}

  @Post('workspaces')
  @Access('person')
  async create(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const { name } = parseBody(workspaceRequest, await readJson(request, BODY_LIMIT));
    response.status(201);
    return this.workspaces.create(personOf(request), name, request);
  }

  @Patch('workspaces/current')
  @Access('workspace-admin')
  async rename(@Req() request: Request) {
    const { name } = parseBody(workspaceRequest, await readJson(request, BODY_LIMIT));
    return this.workspaces.rename(memberOf(request), name, request);
  }

  @Put('me/workspace')
  @Access('person')
  async enter(@Req() request: Request) {
    const { workspaceId } = parseBody(workspaceSwitch, await readJson(request, BODY_LIMIT));
    return this.workspaces.enter(personOf(request), workspaceId);
  }
}
