import { Controller, Get } from '@nestjs/common';
import { Access } from '../http/access';
import { ModelRepository } from './repository';

@Controller('api/v1/models')
export class ModelController {
  constructor(private readonly models: ModelRepository) {}

  /** Versions, newest first. Who trains is an administrator's business, so is what was trained. */
  @Get()
  @Access('administrator')
  async list() {
    const versions = await this.models.list(200);
    const items = versions.map(({ aliases, createdAt, ...rest }) => ({
      ...rest,
      aliases: aliases.map((alias) => alias.name),
      createdAt: createdAt.toISOString(),
    }));
    return { items, nextCursor: null };
  }
}
