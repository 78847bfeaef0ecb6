import { Global, Module } from '@nestjs/common';
import { WorkspaceRepository } from './repository';
import { Workspaces } from './service';

@Global()
@Module({ providers: [Workspaces, WorkspaceRepository], exports: [Workspaces] })
export class WorkspacesModule {}
