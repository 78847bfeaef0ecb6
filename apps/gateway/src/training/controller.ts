import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { trainingRunRequest } from '@numera/contracts';
import type { Request, Response } from 'express';
import { Access } from '../http/access';
import { readJson } from '../http/body';
import { callerOf } from '../http/caller';
import { parseId } from '../http/id';
import { parseBody } from '../http/query';
import { IdempotencyKeys } from '../idempotency-keys/service';
import { TrainingService } from './service';

/** A recipe is a page of settings, no more. */
const BODY_LIMIT = 1_000_000;

@Controller('api/v1/training-runs')
export class TrainingController {
  constructor(
    private readonly training: TrainingService,
    private readonly idempotency: IdempotencyKeys,
  ) {}

  @Post()
  @HttpCode(202)
  @Access('train')
  async start(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const wanted = parseBody(trainingRunRequest, await readJson(request, BODY_LIMIT));
    const caller = callerOf(request);
    const run = await this.idempotency.once(request, [JSON.stringify(wanted)], {
      make: ({ id }) => this.training.start(id, caller, wanted, request),
      find: ({ id }) => this.training.find(caller, id),
    });
    response.set('Location', `/api/v1/training-runs/${run.id}`);
    return run;
  }

  @Get()
  @Access('train')
  async list(@Req() request: Request) {
    return { items: await this.training.list(callerOf(request)), nextCursor: null };
  }

  @Get(':id')
  @Access('train')
  async read(@Param('id') id: string, @Req() request: Request) {
    return this.training.read(callerOf(request), parseId(id, 'training run'));
  }
}
