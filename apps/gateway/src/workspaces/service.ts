import { Injectable } from '@nestjs/common';
import { WorkspaceRepository } from './repository';

/** Rules of workspaces: who belongs to which, as what. */
@Injectable()
export class Workspaces {
  constructor(private readonly repository: WorkspaceRepository) {}

  /** Gives a new person a workspace: the default one, unless they were taken into another already. The same call again changes nothing. */
  async welcome(userId: string): Promise<void> {
    await this.repository.joinDefault(userId);
  }
}
