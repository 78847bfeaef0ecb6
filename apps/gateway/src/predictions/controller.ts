import { Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { predictionListQuery, predictionQuery } from '@numera/contracts';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Access } from '../http/access';
import { callerOf, memberOf } from '../http/caller';
import { parseId } from '../http/id';
import { readUpload } from '../http/image-upload';
import { Problem } from '../http/problem';
import { requestIdOf } from '../http/request-id';
import { IdempotencyKeys } from '../idempotency-keys/service';
import { parseBody, parseQuery } from '../http/query';
import { callerGone } from '../http/caller-gone';
import { Limited } from '../limits/limited';
import { PredictionHistory } from './history';
import { PredictionImages } from './images';
import { PredictionService } from './service';

const readQuery = z.object({ wait: z.coerce.number().int().min(0).max(30_000).default(0), token: z.string().max(100).optional() });
const tokenQuery = z.object({ token: z.string().max(100).optional() });

/** What the query says may stand beside the image too. */
const OPTIONS = Object.keys(predictionQuery.in.shape);

@Controller('api/v1/predictions')
export class PredictionController {
  constructor(
    private readonly service: PredictionService,
    private readonly images: PredictionImages,
    private readonly history: PredictionHistory,
    private readonly idempotency: IdempotencyKeys,
  ) {}

  @Post()
  @Access('predict')
  @Limited('predict', 'upload')
  async create(@Req() request: Request, @Res() response: Response, @Query() query: unknown): Promise<void> {
    // Before the body is read, so that a wrong query costs no upload.
    parseQuery(predictionQuery, query);
    const { bytes, beside } = await readUpload(request, { fields: ['image'], raw: true, options: OPTIONS });
    const { wait, options } = parseBody(predictionQuery, Object.assign({}, beside, query));
    const asking = { caller: callerOf(request), waitMs: wait, signal: callerGone(response) };
    const { prediction, token } = await this.idempotency.once(request, [bytes, JSON.stringify(options)], {
      make: ({ id, secret }) => this.service.create({ ...asking, id, token: secret, bytes, options, requestId: requestIdOf(request) }),
      find: ({ id, secret }, isUnderWay) => this.service.repeated(id, { caller: asking.caller, token: secret }, { ...asking, isUnderWay }),
    });
    const location = `/api/v1/predictions/${prediction.id}`;
    if (prediction.status === 'failed' && prediction.error !== null) {
      const status = prediction.error.code === 'internal' ? 500 : 422;
      throw new Problem(status, prediction.error.code, prediction.error.message, {
        predictionId: prediction.id,
        headers: { Location: location },
      });
    }
    response.set({ Location: location, 'Cache-Control': 'no-store' });
    if (prediction.status === 'pending') response.status(202).set('Retry-After', '1');
    else response.status(200);
    response.json({ ...prediction, token });
  }

  /** One's own in the workspace one looks at, newest first. */
  @Get()
  @Access('prediction-owner')
  async list(@Req() request: Request, @Query() query: unknown, @Res({ passthrough: true }) response: Response) {
    const { workspaceId, userId } = memberOf(request);
    response.set('Cache-Control', 'no-store');
    return this.history.page(workspaceId, userId, parseQuery(predictionListQuery, query));
  }

  @Get(':id')
  @Access('prediction-reader')
  async read(
    @Req() request: Request,
    @Param('id') id: string,
    @Query() query: unknown,
    @Headers('x-prediction-token') header: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const { wait, token } = parseQuery(readQuery, query);
    const prediction = await this.service.read(
      parseId(id, 'prediction'),
      { caller: callerOf(request), token: header ?? token },
      wait,
      callerGone(response),
    );
    if (prediction.status === 'pending') response.set('Retry-After', '1');
    response.set('Cache-Control', 'no-store').json(prediction);
  }

  @Get(':id/image')
  @Access('prediction-reader')
  async image(
    @Req() request: Request,
    @Param('id') id: string,
    @Query() query: unknown,
    @Headers('x-prediction-token') header: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const token = header ?? parseQuery(tokenQuery, query).token;
    const prediction = await this.service.readable(parseId(id, 'prediction'), { caller: callerOf(request), token });
    const png = await this.images.shown(prediction.id);
    response
      .set({ 'Content-Type': 'image/png', 'Content-Disposition': 'inline; filename="image.png"', 'Cache-Control': 'private, no-store' })
      .send(png);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('prediction-reader')
  async remove(
    @Req() request: Request,
    @Param('id') id: string,
    @Query() query: unknown,
    @Headers('x-prediction-token') header: string | undefined,
  ): Promise<void> {
    const token = header ?? parseQuery(tokenQuery, query).token;
    await this.service.remove(parseId(id, 'prediction'), { caller: callerOf(request), token }, request);
  }
}
