import { pipeline } from 'node:stream/promises';
import { Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { deletionRequest } from '@numera/contracts';
import type { Request, Response } from 'express';
import { AuditTrail } from '../audit/trail';
import { Access } from '../http/access';
import { BackToPage } from '../http/back-to-page';
import { readJson } from '../http/body';
import { personOf } from '../http/caller';
import { parseBody } from '../http/query';
import { Limits } from '../limits/limits';
import { PersonExport } from './export';
import { Privacy } from './service';

const BODY_LIMIT = 4_096;

/** What people may ask of what is kept of them: a copy, and that it goes. */
@Controller('api/v1/me')
export class PrivacyController {
  constructor(
    private readonly privacy: Privacy,
    private readonly exports: PersonExport,
    private readonly audit: AuditTrail,
    private readonly limits: Limits,
  ) {}

  @Get('export')
  @Access('person')
  @BackToPage('/profile')
  async export(@Req() request: Request, @Res() response: Response): Promise<void> {
    const person = personOf(request);
    const zip = await this.exports.open(person.userId);
    await this.audit.record({ action: 'user.exported', outcome: 'done', caller: person, request });
    response.set({
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="numera.zip"',
      'Cache-Control': 'no-store',
    });
    await pipeline(zip, response);
  }

  @Post('deletion')
  @HttpCode(200)
  @Access('person')
  async askDeletion(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const person = personOf(request);
    const { password } = parseBody(deletionRequest, await readJson(request, BODY_LIMIT));
    // Guessing the password here is no easier than at the door.
    await this.limits.take('sign-in', request, response, { account: person.userId });
    return { deletionAt: (await this.privacy.askDeletion(person, password, request)).toISOString() };
  }

  @Delete('deletion')
  @HttpCode(204)
  @Access('person')
  async cancelDeletion(@Req() request: Request): Promise<void> {
    await this.privacy.cancelDeletion(personOf(request), request);
  }
}
