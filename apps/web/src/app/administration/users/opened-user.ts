import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { User, UserChange } from '@numera/contracts';
import { Account } from '../../account/account';
import { Confirmation, type Question } from '../../drawer/confirmation';
import { Drawer } from '../../drawer/drawer';
import { Api } from '../../http/api';
import { Messages } from '../../listing/messages';
import { Moment } from '../../listing/moment';
import { Single } from '../../listing/single';
import { Skeleton } from '../../listing/skeleton';
import { Trouble } from '../../listing/trouble';
import { roleOf, ROLES } from '../../workspace/roles';
import { UserForm } from './user-form';
import { statusOf } from './user-list';

interface Opened {
  readonly id: string;
  /** Tells the list what has become of the user; null: deleted. */
  readonly changed: (user: User | null) => void;
}

/** What may be done to a user, each with its texts under `users.` */
type Deed = 'disable' | 'enable' | 'grant' | 'revoke' | 'endSessions' | 'resetPassword' | 'delete';

/** One user: who it is, what they may do, and what an administrator can do about it. Passwords are neither seen nor chosen. */
@Component({
  imports: [RouterLink, TranslocoDirective, MatButton, Drawer, Moment, Skeleton, Trouble, UserForm],
  templateUrl: './opened-user.html',
  styleUrl: './opened-user.scss',
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpenedUser {
  private readonly data = inject<Opened>(MAT_DIALOG_DATA);
  private readonly shown = inject(MatDialogRef);
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  private readonly messages = inject(Messages);
  private readonly confirmation = inject(Confirmation);
  private readonly address = `/api/v1/users/${this.data.id}`;
  protected readonly user = new Single<User>();
  protected readonly isOneself = computed(() => this.account.me()?.user.id === this.data.id);
  protected readonly roles = ROLES;
  protected readonly statusOf = statusOf;

  constructor() {
    void this.user.ask(() => this.read());
  }

  /** Saves what was changed; rejects with the refusal. */
  protected readonly save = async (change: UserChange): Promise<void> => {
    await this.api.patch(this.address, change);
    await this.reread();
    this.messages.done('users.saved');
  };

  protected async do(deed: Deed): Promise<void> {
    const about = { name: this.user.item()?.name ?? '' };
    const question: Question = { title: `users.${deed}.title`, text: `users.${deed}.text`, action: `users.${deed}.action`, about };
    if (!(await this.confirmation.ask(question)) || !(await this.messages.attempt(() => this.carryOut(deed)))) return;
    this.messages.done(`users.${deed}.done`, about);
    if (deed !== 'delete') return void this.messages.attempt(() => this.reread());
    this.data.changed(null);
    this.shown.close();
  }

  protected async assign(workspaceId: string, before: string, choice: HTMLSelectElement): Promise<void> {
    const role = roleOf(choice.value);
    if (!(await this.messages.attempt(() => this.api.put(`${this.address}/memberships/${workspaceId}`, { role })))) {
      choice.value = before;
      return;
    }
    this.messages.done('users.saved');
    await this.messages.attempt(() => this.reread());
  }

  private carryOut(deed: Deed): Promise<unknown> {
    switch (deed) {
      case 'disable':
      case 'enable':
        return this.api.patch(this.address, { isDisabled: deed === 'disable' });
      case 'grant':
      case 'revoke':
        return this.api.patch(this.address, { isAdministrator: deed === 'grant' });
      case 'endSessions':
        return this.api.delete(`${this.address}/sessions`);
      case 'resetPassword':
        return this.api.post(`${this.address}/password-reset`);
      case 'delete':
        return this.api.delete(this.address);
    }
  }

  private read(): Promise<User> {
    return this.api.get<User>(this.address);
  }

  private async reread(): Promise<void> {
    const user = await this.read();
    this.user.set(user);
    this.data.changed(user);
  }
}
