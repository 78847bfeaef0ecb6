import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ApiKey } from '@numera/contracts';
import { Account } from '../account/account';
import { Confirmation } from '../drawer/confirmation';
import { drawerByAddress } from '../drawer/drawer';
import { Api } from '../http/api';
import { Listing } from '../listing/listing';
import { Messages } from '../listing/messages';
import { Moment } from '../listing/moment';
import type { Page } from '../listing/loading';
import { Pages } from '../listing/pages';
import { keyState } from './lifetime';
import { NewKey } from './new-key';
import { OpenedKey } from './opened-key';

/** What opens the drawer of a new key, where keys are named by their ids. */
const NEW = 'new';

/** The keys that a person's programs use in their stead. */
@Component({
  selector: 'numera-keys',
  imports: [TranslocoDirective, MatButton, Listing, Moment],
  templateUrl: './keys.html',
  styleUrl: './keys.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Keys {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  private readonly confirmation = inject(Confirmation);
  private readonly messages = inject(Messages);
  protected readonly pages = new Pages<ApiKey>();
  protected readonly NEW = NEW;
  protected readonly ownId = computed(() => this.account.me()?.user.id);
  protected readonly open = drawerByAddress((name) =>
    name === NEW
      ? { content: NewKey, data: { made: () => void this.load() } }
      : { content: OpenedKey, data: { id: name, name: this.pages.items().find(({ id }) => id === name)?.name }, width: '38rem' },
  );

  constructor() {
    void this.load();
  }

  protected stateOf(key: ApiKey): 'active' | 'expired' | 'revoked' {
    return keyState(key, new Date());
  }

  protected async revoke(key: ApiKey): Promise<void> {
    const isMeant = await this.confirmation.ask({
      title: 'keys.revoke.title',
      text: 'keys.revoke.text',
      action: 'keys.revoke.action',
      about: { name: key.name },
    });
    if (!isMeant || !(await this.messages.attempt(() => this.api.delete(`/api/v1/api-keys/${key.id}`)))) return;
    this.messages.done('keys.revoke.done', { name: key.name });
    await this.load();
  }

  private load(): Promise<void> {
    return this.pages.ask((cursor) => this.api.get<Page<ApiKey>>('/api/v1/api-keys', { cursor: cursor ?? '' }));
  }
}
