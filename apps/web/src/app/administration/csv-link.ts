import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';

/** Downloads a list, as it is filtered, for a spreadsheet. The server says that it is a file: without one, this page comes again. */
@Component({
  selector: 'numera-csv-link',
  imports: [TranslocoDirective, MatButton, Icon],
  template: `
    <a *transloco="let t" matButton="outlined" [href]="address()"><numera-icon name="download" /> {{ t('administration.csv') }}</a>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CsvLink {
  readonly path = input.required<string>();
  readonly query = input<Readonly<Record<string, string>>>({});
  protected readonly address = computed(() => {
    const given = Object.entries(this.query()).filter(([, value]) => value !== '');
    return given.length > 0 ? `${this.path()}?${new URLSearchParams(given)}` : this.path();
  });
}
