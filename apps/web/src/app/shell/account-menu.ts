import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Account } from '../account/account';
import { Icon } from '../icon/icon';
import { Messages } from '../listing/messages';

/** Sign in, or what a signed-in person goes to from anywhere. */
@Component({
  selector: 'numera-account-menu',
  imports: [RouterLink, TranslocoDirective, MatDivider, MatMenu, MatMenuItem, MatMenuTrigger, Icon],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  protected readonly account = inject(Account);
  /** Somebody with one workspace never meets the word. */
  protected readonly workspaces = computed(() => {
    const workspaces = this.account.me()?.workspaces ?? [];
    return workspaces.length > 1 ? workspaces : [];
  });

  constructor() {
    void this.account.ready();
  }

  protected async turnTo(workspaceId: string): Promise<void> {
    await this.messages.attempt(() => this.account.turnTo(workspaceId));
    // What the page shows is the other workspace's.
    await this.router.navigateByUrl('/');
  }

  protected async signOut(): Promise<void> {
    if (await this.messages.attempt(() => this.account.signOut())) await this.router.navigateByUrl('/');
  }
}
