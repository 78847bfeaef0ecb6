import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  resource,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Account } from '../account/account';
import { Icon } from '../icon/icon';
import { Cell } from './cell';
import { shares } from './certainty';
import { OptionsForm } from './options/options-form';
import { type Layout } from './paper';
import { Boxes } from './reading/boxes';
import { Explanations } from './reading/explanations';
import { asLine } from './reading/rows';
import { Selection } from './reading/selection';
import { Result } from './result';
import { Ruler } from './ruler';
import { Session } from './session';
import { Sheet } from './sheet';
import { Toolbar } from './toolbar';
import { fileOf } from './upload';
import { Voice } from './voice/voice';

@Component({
  selector: 'numera-recognise',
  imports: [
    RouterLink,
    TranslocoDirective,
    MatButton,
    MatButtonToggleGroup,
    MatButtonToggle,
    MatProgressSpinner,
    MatSlideToggle,
    Boxes,
    Cell,
    Icon,
    OptionsForm,
    Result,
    Ruler,
    Sheet,
    Toolbar,
  ],
  providers: [Session, Selection, Explanations, Voice],
  templateUrl: './recognise.html',
  styleUrl: './recognise.scss',
  host: {
    '(document:paste)': 'paste($event)',
    '(document:dragover)': 'drag($event)',
    '(document:dragleave)': 'isDragging.set(false)',
    '(document:drop)': 'drop($event)',
    '(document:keydown)': 'key($event)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Recognise {
  protected readonly session = inject(Session);
  protected readonly voice = inject(Voice);
  protected readonly account = inject(Account);
  private readonly router = inject(Router);
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  private readonly optionsForm = viewChild(OptionsForm);
  /** From the address: `result` while a result is shown. */
  readonly step = input<string>();
  private readonly signInOptions = resource({ loader: () => this.account.signInOptions() });
  /** Where images are read for people with an account only, and this is nobody of them. */
  protected readonly isClosed = computed(
    () => this.account.me() === null && this.signInOptions.hasValue() && !this.signInOptions.value().anonymous,
  );
  /** The ruler before anything was read. */
  protected readonly atRest = shares(Array.from({ length: 10 }, () => 0));
  protected readonly isDragging = signal(false);
  protected readonly strokes = computed(() => (this.session.source() === 'draw' ? this.session.drawing().strokes : []));
  protected readonly isNumber = computed(() => this.session.layout() === 'auto');
  /** Told aloud while a drawing is read along, as the focus then stays with the pen. */
  protected readonly told = computed(() => {
    const reading = this.session.readsAlong() ? this.session.reading() : null;
    return reading?.text ? asLine(reading.text) : null;
  });
  protected readonly isOpen = computed(() => this.session.source() === 'draw' && !this.session.isLocked());

  constructor() {
    effect(() => {
      const isResult = this.step() === 'result';
      untracked(() => this.arrive(isResult));
    });
  }

  protected async predict(): Promise<void> {
    const isAnswered = this.step() === 'result';
    await this.session.predict();
    this.optionsForm()?.lead();
    if (this.session.reading() && !isAnswered) await this.router.navigateByUrl('/recognise/result', { scroll: 'manual' });
  }

  protected async back(): Promise<void> {
    this.session.forget();
    // The focus moves the page to its top; the router need not.
    await this.router.navigateByUrl('/recognise', { scroll: 'manual' });
    this.title()?.nativeElement.focus();
  }

  protected async clear(): Promise<void> {
    this.session.clear();
    await this.leaveResult();
  }

  protected async choose(source: 'draw' | 'upload'): Promise<void> {
    this.session.choose(source);
    await this.leaveResult();
  }

  protected async lay(layout: Layout): Promise<void> {
    this.session.lay(layout);
    await this.leaveResult();
  }

  protected async pick(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    // Emptied, so that choosing the same file again is a choice too.
    if (file) await this.take(file);
    field.value = '';
  }

  protected async paste(event: ClipboardEvent): Promise<void> {
    const file = fileOf(event.clipboardData);
    if (!file) return;
    event.preventDefault();
    await this.take(file);
  }

  protected drag(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isDragging.set(true);
  }

  /** Caught on the whole page: a file that misses the sheet must not replace the page. */
  protected async drop(event: DragEvent): Promise<void> {
    this.isDragging.set(false);
    const file = fileOf(event.dataTransfer);
    if (!file) return;
    event.preventDefault();
    await this.take(file);
  }

  protected key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || this.session.source() !== 'draw') return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) this.session.undo();
    else if (key === 'y' || key === 'z') this.session.redo();
    else return;
    event.preventDefault();
  }

  private async take(file: File): Promise<void> {
    await this.session.take(file);
    await this.leaveResult();
  }

  private async leaveResult(): Promise<void> {
    if (this.step()) await this.router.navigateByUrl('/recognise', { replaceUrl: true, scroll: 'manual' });
  }

  /** A result without its picture (a reload, a shared address) is no result; leaving one means a fresh sheet. */
  private arrive(isResult: boolean): void {
    if (isResult && !this.session.reading()) void this.leaveResult();
    else if (!isResult && this.session.reading()) this.session.forget();
  }
}
