import { Global, Module } from '@nestjs/common';
import { WorkspaceController } from './controller';
import { InvitationController } from './invitations/controller';
import { InvitationRepository } from './invitations/repository';
import { Invitations } from './invitations/service';
import { MembersController } from './members-controller';
import { WorkspaceRepository } from './repository';
import { Workspaces } from './service';

@Global()
@Module({
  controllers: [WorkspaceController, MembersController, InvitationController],
  providers: [Workspaces, WorkspaceRepository, Invitations, InvitationRepository],
  exports: [Workspaces, WorkspaceRepository],
})
export class WorkspacesModule {}
