import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Member } from '@numera/contracts';
import { Account } from '../account/account';
import { Confirmation } from '../drawer/confirmation';
import { Api } from '../http/api';
import { Listing } from '../listing/listing';
import { Messages } from '../listing/messages';
import { Moment } from '../listing/moment';
import type { Page } from '../listing/loading';
import { Pages } from '../listing/pages';
import { roleOf, ROLES } from './roles';

/** Who belongs to the workspace, as what; its admins change both. */
@Component({
  selector: 'numera-members',
  imports: [TranslocoDirective, MatButton, Listing, Moment],
  templateUrl: './members.html',
  styleUrl: './members.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Members {
  /** The workspace that the server lists; another one is another list. */
  readonly workspaceId = input.required<string>();
  readonly isAdmin = input.required<boolean>();
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  private readonly confirmation = inject(Confirmation);
  private readonly messages = inject(Messages);
  protected readonly pages = new Pages<Member>();
  protected readonly ownId = computed(() => this.account.me()?.user.id);
  protected readonly roles = ROLES;

  constructor() {
    effect(() => {
      this.workspaceId();
      untracked(() => void this.pages.ask((cursor) => this.api.get<Page<Member>>('/api/v1/members', { cursor: cursor ?? '' })));
    });
  }

  protected async change(member: Member, choice: HTMLSelectElement): Promise<void> {
    const role = roleOf(choice.value);
    if (!(await this.messages.attempt(() => this.api.patch(`/api/v1/members/${member.userId}`, { role })))) {
      choice.value = member.role;
      return;
    }
    this.pages.replace(({ userId }) => userId === member.userId, { ...member, role });
    this.messages.done('workspace.roleChanged', { name: member.name });
    if (member.userId === this.ownId()) await this.account.refresh();
  }

  protected async remove(member: Member): Promise<void> {
    const isMeant = await this.confirmation.ask({
      title: 'workspace.remove.title',
      text: 'workspace.remove.text',
      action: 'workspace.remove.action',
      about: { name: member.name },
    });
    if (!isMeant || !(await this.messages.attempt(() => this.api.delete(`/api/v1/members/${member.userId}`)))) return;
    this.pages.replace(({ userId }) => userId === member.userId, null);
    this.messages.done('workspace.remove.done', { name: member.name });
    // Whoever is now alone does not share the workspace any more.
    await this.account.refresh();
  }
}
