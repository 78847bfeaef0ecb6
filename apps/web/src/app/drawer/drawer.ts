import { type ComponentType } from '@angular/cdk/portal';
import { ChangeDetectionStrategy, Component, DestroyRef, inject, input } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatDialog, MatDialogClose, type MatDialogConfig, type MatDialogRef } from '@angular/material/dialog';
import { ActivatedRoute, Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { distinctUntilChanged, map } from 'rxjs';
import { Icon } from '../icon/icon';

const TITLE_ID = 'drawer-title';

/** A panel at the side of a list that shows one of its items whole; on a phone it covers the page. */
@Component({
  selector: 'numera-drawer',
  imports: [TranslocoDirective, MatDialogClose, Icon],
  template: `
    <header *transloco="let t">
      <h2 [id]="titleId" tabindex="-1">{{ title() }}</h2>
      @if (isClosable()) {
        <button type="button" [aria-label]="t('drawer.close')" mat-dialog-close><numera-icon name="close" /></button>
      }
    </header>
    <div class="content"><ng-content /></div>
  `,
  styleUrl: './drawer.scss',
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Drawer {
  readonly title = input.required<string>();
  /** Whether it may be left by its corner; else it has a button of its own for that. */
  readonly isClosable = input(true);
  protected readonly titleId = TITLE_ID;
}

/** How a drawer stands beside the page. */
export const drawerConfig = (data: unknown, width = '34rem'): MatDialogConfig => ({
  data,
  position: { top: '0', right: '0' },
  width: `min(100vw, ${width})`,
  maxWidth: '100vw',
  height: '100dvh',
  maxHeight: '100dvh',
  panelClass: 'drawer',
  ariaLabelledBy: TITLE_ID,
  autoFocus: `#${TITLE_ID}`,
});

/** What a drawer shows: its content, what that is given (`MAT_DIALOG_DATA`), and how wide it is where there is room. */
export interface Drawn {
  readonly content: ComponentType<unknown>;
  readonly data: unknown;
  readonly width?: string;
}

/**
 * Shows a drawer while the address names an item (`?open=`), so that a link opens it and Back closes it. Called where a page is made, with
 * what there is to show of an item; returns the way to open one.
 */
export function drawerByAddress(drawn: (name: string) => Drawn): (name: string) => void {
  const dialog = inject(MatDialog);
  const router = inject(Router);
  const route = inject(ActivatedRoute);
  let shown: MatDialogRef<unknown> | null = null;

  const show = (name: string | null, replaceUrl: boolean): void => {
    void router.navigate([], {
      relativeTo: route,
      queryParams: { open: name },
      queryParamsHandling: 'merge',
      replaceUrl,
      scroll: 'manual',
    });
  };
  const leave = (): void => {
    const left = shown;
    shown = null;
    left?.close();
  };
  route.queryParamMap
    .pipe(
      map((query) => query.get('open')),
      distinctUntilChanged(),
      takeUntilDestroyed(),
    )
    .subscribe((name) => {
      leave();
      if (!name) return;
      const { content, data, width } = drawn(name);
      const opened = dialog.open(content, drawerConfig(data, width));
      shown = opened;
      opened.afterClosed().subscribe(() => {
        if (shown === opened) show(null, true);
      });
    });
  inject(DestroyRef).onDestroy(leave);
  return (name) => show(name, false);
}
