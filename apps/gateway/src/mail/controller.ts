import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { mailQuery, type MailMessage, type MailSummaries } from '@numera/contracts';
import type { Request } from 'express';
import { z } from 'zod';
import { Access } from '../http/access';
import { callerOf } from '../http/caller';
import { Problem } from '../http/problem';
import { parseQuery } from '../http/query';
import { MailService } from './service';

@Controller('api/v1/mail-messages')
export class MailController {
  constructor(private readonly mails: MailService) {}

  @Get()
  @Access('administrator')
  list(@Query() query: unknown): Promise<MailSummaries> {
    return this.mails.list(parseQuery(mailQuery, query));
  }

  @Get(':id')
  @Access('administrator')
  async open(@Param('id') id: string, @Req() request: Request): Promise<MailMessage> {
    const message = z.uuid().safeParse(id).success ? await this.mails.open(id, callerOf(request), request) : null;
    if (message === null) throw new Problem(404, 'not_found', 'There is no such mail.');
    return message;
  }
}
