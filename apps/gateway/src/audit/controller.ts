import { once } from 'node:events';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { auditFilter, auditQuery, type AuditEvents, type AuditVerification } from '@numera/contracts';
import type { Request, Response } from 'express';
import { Access } from '../http/access';
import { BackToPage } from '../http/back-to-page';
import { callerOf } from '../http/caller';
import { callerGone } from '../http/caller-gone';
import { parseQuery } from '../http/query';
import { AuditService } from './service';

@Controller('api/v1')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get('audit-events')
  @Access('administrator')
  list(@Query() query: unknown): Promise<AuditEvents> {
    return this.audit.list(parseQuery(auditQuery, query));
  }

  @Get('audit-events.csv')
  @Access('administrator')
  @BackToPage('/admin/audit')
  async export(@Req() request: Request, @Res() response: Response, @Query() query: unknown): Promise<void> {
    const filter = parseQuery(auditFilter, query);
    const lines = await this.audit.export(filter, callerOf(request), request);
    const gone = callerGone(response);
    response.set({ 'Content-Disposition': 'attachment; filename="audit-events.csv"', 'Cache-Control': 'no-store' }).type('text/csv');
    for await (const line of lines) {
      if (gone.aborted) return;
      if (!response.write(line)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    response.end();
  }

  @Get('audit-events/verification')
  @Access('administrator')
  verify(@Req() request: Request): Promise<AuditVerification> {
    return this.audit.verify(callerOf(request), request);
  }
}
