import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { objectRotationRequest, type ObjectRotation } from '@numera/contracts';
import type { Request } from 'express';
import { Access } from '../http/access';
import { readJson } from '../http/body';
import { callerOf } from '../http/caller';
import { parseBody } from '../http/query';
import { ObjectRotations } from './service';

const BODY_LIMIT = 1_000;

@Controller('api/v1/object-rotations')
export class ObjectController {
  constructor(private readonly rotations: ObjectRotations) {}

  @Post()
  @HttpCode(200)
  @Access('administrator')
  async rotate(@Req() request: Request): Promise<ObjectRotation> {
    const { after } = parseBody(objectRotationRequest, await readJson(request, BODY_LIMIT));
    return this.rotations.rotate(after, callerOf(request), request);
  }
}
