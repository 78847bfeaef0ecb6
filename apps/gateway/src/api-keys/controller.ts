import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { apiKeyRequest, apiKeyUsageQuery, operatorApiKeyRequest } from '@numera/contracts';
import type { Request } from 'express';
import { Access } from '../http/access';
import { readJson } from '../http/body';
import { personOf } from '../http/caller';
import { parseId } from '../http/id';
import { pageByIdQuery } from '../http/page';
import { parseBody, parseQuery } from '../http/query';
import { ApiKeyService } from './service';

const BODY_LIMIT = 16_000;

@Controller('api/v1')
export class ApiKeyController {
  constructor(private readonly keys: ApiKeyService) {}

  @Get('api-keys')
  @Access('person')
  list(@Req() request: Request, @Query() query: unknown) {
    const { cursor, limit } = parseQuery(pageByIdQuery, query);
    return this.keys.list(personOf(request), cursor, limit);
  }

  @Post('api-keys')
  @Access('person')
  async create(@Req() request: Request) {
    return this.keys.create(personOf(request), parseBody(apiKeyRequest, await readJson(request, BODY_LIMIT)), request);
  }

  @Delete('api-keys/:id')
  @HttpCode(204)
  @Access('person')
  revoke(@Req() request: Request, @Param('id') id: string): Promise<void> {
    return this.keys.revoke(personOf(request), parseId(id, 'key'), request);
  }

  @Get('api-keys/:id/usage')
  @Access('person')
  usage(@Req() request: Request, @Param('id') id: string, @Query() query: unknown) {
    return this.keys.usage(personOf(request), parseId(id, 'key'), parseQuery(apiKeyUsageQuery, query).days);
  }

  /** For whoever runs the installation: the first key of a server has to come from somewhere. */
  @Post('operator/api-keys')
  @Access('operator')
  async createFor(@Req() request: Request) {
    return this.keys.createFor(parseBody(operatorApiKeyRequest, await readJson(request, BODY_LIMIT)), request);
  }
}
