import { ChangeDetectionStrategy, Component, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Invitation, WorkspaceRole } from '@numera/contracts';
import { faultsOfPerson } from '../account/faults';
import { Field } from '../forms/field';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Api } from '../http/api';
import { Listing } from '../listing/listing';
import { Messages } from '../listing/messages';
import { Moment } from '../listing/moment';
import type { Page } from '../listing/loading';
import { Pages } from '../listing/pages';
import { roleOf, ROLES } from './roles';

/** Who was invited by mail and has not come yet; admins invite and take back. */
@Component({
  selector: 'numera-invitations',
  imports: [TranslocoDirective, MatButton, Field, Form, Listing, Moment, Refusal],
  templateUrl: './invitations.html',
  styleUrl: './invitations.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Invitations {
  readonly workspaceId = input.required<string>();
  private readonly api = inject(Api);
  private readonly messages = inject(Messages);
  protected readonly pages = new Pages<Invitation>();
  protected readonly submission = new Submission();
  protected readonly email = signal('');
  protected readonly role = signal<WorkspaceRole>('user');
  protected readonly roles = ROLES;

  constructor() {
    effect(() => {
      this.workspaceId();
      untracked(() => void this.load());
    });
  }

  protected choose(role: string): void {
    this.role.set(roleOf(role));
  }

  protected async invite(): Promise<void> {
    const email = this.email().trim();
    const isSent = await this.submission.send(
      () => this.api.post('/api/v1/invitations', { email, role: this.role() }),
      faultsOfPerson({ email }),
    );
    if (!isSent) return;
    this.email.set('');
    this.messages.done('workspace.invited', { email });
    await this.load();
  }

  protected async revoke({ id, email }: Invitation): Promise<void> {
    if (!(await this.messages.attempt(() => this.api.delete(`/api/v1/invitations/${id}`)))) return;
    this.pages.replace((invitation) => invitation.id === id, null);
    this.messages.done('workspace.revoked', { email });
  }

  private load(): Promise<void> {
    return this.pages.ask((cursor) => this.api.get<Page<Invitation>>('/api/v1/invitations', { cursor: cursor ?? '' }));
  }
}
