import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Theme } from '../appearance/theme';
import { Icon } from '../icon/icon';
import { Language } from '../language/language';
import { LANGUAGE_NAMES, LANGUAGES } from '../language/languages';
import { AccountMenu } from './account-menu';

@Component({
  selector: 'numera-header',
  imports: [RouterLink, RouterLinkActive, TranslocoDirective, MatButtonToggleGroup, MatButtonToggle, MatTooltip, AccountMenu, Icon],
  templateUrl: './header.html',
  styleUrl: './header.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Header {
  protected readonly theme = inject(Theme);
  protected readonly language = inject(Language);
  protected readonly languages = LANGUAGES;
  protected readonly names = LANGUAGE_NAMES;
}
