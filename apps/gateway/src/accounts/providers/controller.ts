import { Controller, Delete, Get, HttpCode, Param, Req } from '@nestjs/common';
import type { LinkedProviderList } from '@numera/contracts';
import type { Request } from 'express';
import { Access } from '../../http/access';
import { personOf } from '../../http/caller';
import { parseId } from '../../http/id';
import { LinkedProviders } from './service';

@Controller('api/v1/me/providers')
export class LinkedProviderController {
  constructor(private readonly providers: LinkedProviders) {}

  @Get()
  @Access('person')
  async list(@Req() request: Request): Promise<LinkedProviderList> {
    return { items: await this.providers.list(personOf(request)), nextCursor: null };
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('person')
  unlink(@Req() request: Request, @Param('id') id: string): Promise<void> {
    return this.providers.unlink(personOf(request), parseId(id, 'connection'), request);
  }
}
