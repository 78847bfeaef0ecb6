import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MailSummary } from '@numera/contracts';
import { drawerByAddress } from '../../drawer/drawer';
import { Api } from '../../http/api';
import { Listing } from '../../listing/listing';
import { Moment } from '../../listing/moment';
import type { Page } from '../../listing/loading';
import { Pages } from '../../listing/pages';
import { AdministrationNavigation } from '../navigation';
import { OpenedMail } from './opened-mail';

/** The mails of the installation: sent, waiting, or kept here because no mail server is set. */
@Component({
  selector: 'numera-mail',
  imports: [TranslocoDirective, AdministrationNavigation, Listing, Moment],
  templateUrl: './mail.html',
  styleUrl: './mail.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Mail {
  private readonly api = inject(Api);
  protected readonly pages = new Pages<MailSummary>();
  protected readonly open = drawerByAddress((id) => ({ content: OpenedMail, data: { id }, width: '44rem' }));

  constructor() {
    void this.pages.ask((cursor) => this.api.get<Page<MailSummary>>('/api/v1/mail-messages', { cursor: cursor ?? '' }));
  }
}
