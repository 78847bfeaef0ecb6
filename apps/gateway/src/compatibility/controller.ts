import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Access } from '../http/access';
import { callerOf } from '../http/caller';
import { callerGone } from '../http/caller-gone';
import { readImage } from '../http/image-upload';
import { Problem } from '../http/problem';
import { requestIdOf } from '../http/request-id';
import { allowStyles } from '../http/security-headers';
import { wantsPage } from '../http/wants-page';
import { Limited } from '../limits/limited';
import { PredictionService } from '../predictions/service';
import { CompatibilityFilter } from './filter';
import { resultPage } from './result-page';

/** How long these interfaces wait; they know no 202. */
const WAIT_MS = 30_000;

/** The interfaces of the applications that Numera replaces: their addresses, their fields, their answers. One digit an image. */
@Controller()
@UseFilters(CompatibilityFilter)
export class CompatibilityController {
  constructor(private readonly predictions: PredictionService) {}

  @Post('predict')
  @Access('predict')
  @Limited('predict', 'upload')
  async predict(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { digit, confidence } = await this.readDigit(request, response);
    response.status(200);
    if (wantsPage(request)) response.type('html').send(resultPage({ digit, confidence }, allowStyles(response)));
    else response.json({ prediction: digit, probability: confidence, confidence, status: 'success' });
  }

  @Post(['recognize', 'recognize-upload'])
  @Access('predict')
  @Limited('predict', 'upload')
  async recognize(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { digit, confidence } = await this.readDigit(request, response);
    response.status(200).json({ prediction: digit, confidence, status: 'success' });
  }

  /** The form of S2's own page posts here, while its server only knew /predict; both work. */
  @Post('recognise')
  @Access('predict')
  @Limited('predict', 'upload')
  recognise(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.predict(request, response);
  }

  private async readDigit(request: Request, response: Response): Promise<{ digit: number; confidence: number }> {
    const bytes = await readImage(request, { fields: ['image', 'file'], raw: false });
    const { prediction } = await this.predictions.create({
      caller: callerOf(request),
      bytes,
      options: { layout: 'single' },
      waitMs: WAIT_MS,
      requestId: requestIdOf(request),
      signal: callerGone(response),
    });
    if (prediction.status === 'pending') throw new Problem(500, 'timeout', 'The image could not be read in time.');
    if (prediction.error !== null)
      throw new Problem(prediction.error.code === 'internal' ? 500 : 400, prediction.error.code, prediction.error.message);
    const digit = prediction.glyphs[0]?.digit;
    if (digit === undefined || digit === null) throw new Problem(400, 'no_digit', 'No digit was found in the image.');
    return { digit, confidence: prediction.confidence ?? 0 };
  }
}
