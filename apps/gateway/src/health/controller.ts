import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Access } from '../http/access';
import { VERSION } from '../platform/version';
import { HealthService } from './service';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Cheap: the process answers. */
  @Get()
  @Access('anyone')
  alive() {
    return { status: 'ok', version: VERSION, uptimeMs: Math.round(process.uptime() * 1000) };
  }

  /** 503 only when the database, the queue or the object store is missing; without a worker the answer is 200, `degraded`. */
  @Get('ready')
  @Access('anyone')
  async ready(@Res({ passthrough: true }) response: Response) {
    const readiness = await this.health.readiness();
    response.status(readiness.status === 'unavailable' ? 503 : 200).set('Cache-Control', 'no-store');
    return readiness;
  }
}
