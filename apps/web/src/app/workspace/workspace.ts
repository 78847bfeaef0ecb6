import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { WorkspaceMembership } from '@numera/contracts';
import { Account } from '../account/account';
import { Confirmation } from '../drawer/confirmation';
import { Names } from '../drawer/name-dialog';
import { Api } from '../http/api';
import { Messages } from '../listing/messages';
import { Invitations } from './invitations';
import { Members } from './members';

/** The workspace that the session looks at: its name, who belongs to it and who is invited. */
@Component({
  selector: 'numera-workspace',
  imports: [NgTemplateOutlet, TranslocoDirective, MatButton, Invitations, Members],
  templateUrl: './workspace.html',
  styleUrl: './workspace.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Workspace {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly account = inject(Account);
  private readonly names = inject(Names);
  private readonly confirmation = inject(Confirmation);
  private readonly messages = inject(Messages);
  protected readonly workspace = computed(() => this.account.me()?.workspace ?? null);
  protected readonly isAdmin = this.account.isWorkspaceAdmin;
  protected readonly isAlone = this.account.isAlone;

  protected rename(): Promise<void> {
    return this.names.ask({
      title: 'workspace.rename',
      label: 'workspace.name',
      action: 'workspace.save',
      name: this.workspace()?.name,
      save: async (name) => {
        await this.api.patch('/api/v1/workspaces/current', { name });
        await this.account.refresh();
      },
    });
  }

  protected create(): Promise<void> {
    return this.names.ask({
      title: 'workspace.create',
      label: 'workspace.name',
      action: 'workspace.make',
      save: async (name) => {
        const { id } = await this.api.post<WorkspaceMembership>('/api/v1/workspaces', { name });
        await this.account.turnTo(id);
        this.messages.done('workspace.made', { name });
      },
    });
  }

  protected async leave(): Promise<void> {
    const [me, workspace] = [this.account.me(), this.workspace()];
    if (!me || !workspace) return;
    const isMeant = await this.confirmation.ask({
      title: 'workspace.leave.title',
      text: 'workspace.leave.text',
      action: 'workspace.leave.action',
      about: { name: workspace.name },
    });
    if (!isMeant) return;
    const isLeft = await this.messages.attempt(async () => {
      await this.api.delete(`/api/v1/members/${me.user.id}`);
      // The menu must not offer what is no longer there to anyone who was told so.
      await this.account.refresh();
    });
    if (!isLeft) return;
    this.messages.done('workspace.leave.done', { name: workspace.name });
    await this.router.navigateByUrl('/');
  }
}
