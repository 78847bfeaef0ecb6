import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Line drawings on a 24x24 ground, in the manner of the product's strokes: round ends, one weight. */
const PATHS = {
  undo: 'M9 6 4 11l5 5M4.500 11H14a5 5 0 0 1 0 10h-3',
  redo: 'm15 6 5 5-5 5M19.500 11H10a5 5 0 0 0 0 10h3',
  clear: 'M4 7h16M10 4h4M6.500 7l1 13h9l1-13M10.500 11v5M13.500 11v5',
  pen: 'm4 20 1-4.500L16.500 4 20 7.500 8.500 19 4 20ZM14 6.500 17.500 10',
  image: 'M4 5h16v14H4zM4 16l4.500-4.500 4 4 3-3L20 17M15.500 9h.01',
  upload: 'M12 16V4.500M7 9l5-5 5 5M4 16v4h16v-4',
  search: 'M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13ZM15.500 15.500 20.500 20.500',
  download: 'M12 4v11.500M7 11l5 5 5-5M4 16v4h16v-4',
  close: 'M5 5l14 14M19 5 5 19',
  copy: 'M9 8h11v13H9zM15 8V3H4v13h5',
  sound: 'M4 9.500v5h3.500L12.500 19V5L7.500 9.500ZM16 9a4.500 4.500 0 0 1 0 6M18.500 6a8.500 8.500 0 0 1 0 12',
  stop: 'M6.500 6.500h11v11h-11Z',
  back: 'M10 5 3.500 12l6.500 7M4 12h16',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  moon: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10Z',
  accept: 'm5 12.500 4.500 4.500L19 7.500',
  review: 'M2.500 12c4-7 15-7 19 0-4 7-15 7-19 0ZM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5Z',
  reject: 'M6 6l12 12M18 6 6 18',
  dot: 'M12 8.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7Z',
  key: 'M8 11a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9ZM11.500 12.500 20 4M16 8l3 3',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.500 20.500c1-8 14-8 15 0',
} as const;
export type IconName = keyof typeof PATHS;

/** A small picture beside a text; the text says it, so it is hidden from screen readers. */
@Component({
  selector: 'numera-icon',
  host: { 'aria-hidden': 'true' },
  template: `<svg viewBox="0 0 24 24"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-grid;
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
    }
    path {
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => PATHS[this.name()]);
}
