import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { type FailureName, failureName, refusedUnsent } from './failures';
import { Notices } from './notices';
import { drawingAsPng } from './painting';
import { type Answer, PredictionClient } from './prediction-client';
import { blankDrawing, BRUSH, redo, type Stroke, undo, withStroke } from './strokes';
import { openUpload, type Upload } from './upload';

/** How long the pen rests before a drawing is read by itself, ms: longer than the lift between two strokes of a digit. */
const REST_MS = 400;

export type Source = 'draw' | 'upload';

/** One visit to the Recognise page: what is on the sheet, and what was read from it. */
@Injectable()
export class Session {
  private readonly notices = inject(Notices);
  private readonly client = new PredictionClient(
    (input, init) => fetch(input, init),
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  );
  /** Counts what was asked and what was cleared: an answer to an earlier question is dropped. */
  private question = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;

  readonly source = signal<Source>('draw');
  readonly drawing = signal(blankDrawing);
  readonly brush = signal<number>(BRUSH.usual);
  /** Whether a drawing is read by itself whenever the pen rests. */
  readonly isLive = signal(false);
  readonly upload = signal<Upload | null>(null);
  readonly isPredicting = signal(false);
  private readonly answer = signal<Answer | null>(null);
  private readonly unsent = signal<FailureName | null>(null);

  readonly reading = computed(() => {
    const answer = this.answer();
    return answer?.kind === 'read' ? answer.prediction : null;
  });
  readonly failure = computed<FailureName | null>(() => {
    const answer = this.answer();
    return answer?.kind === 'refused' ? failureName(answer.code) : this.unsent();
  });
  /** Whether there is nothing to read in the way that is chosen. */
  readonly isBlank = computed(() => (this.source() === 'draw' ? this.drawing().strokes.length === 0 : this.upload() === null));
  readonly readsAlong = computed(() => this.isLive() && this.source() === 'draw');
  /** A result belongs to the picture that was read, so that picture stays until it is cleared; a live one follows the pen. */
  readonly isLocked = computed(() => this.isPredicting() || (this.reading() !== null && !this.readsAlong()));

  constructor() {
    inject(DestroyRef).onDestroy(() => this.forget());
  }

  addStroke(stroke: Stroke): void {
    this.change(() => this.drawing.update((drawing) => withStroke(drawing, stroke)));
  }

  undo(): void {
    this.change(() => this.drawing.update(undo));
  }

  redo(): void {
    this.change(() => this.drawing.update(redo));
  }

  /** Draw or upload; after a result it also starts afresh, as the result belongs to the other way. */
  choose(source: Source): void {
    if (this.isLocked()) this.forget();
    this.answer.set(null);
    this.unsent.set(null);
    this.source.set(source);
  }

  /** Puts a chosen, dropped or pasted file on the sheet in place of what was there. */
  async take(file: File): Promise<void> {
    this.forget();
    this.source.set('upload');
    const refusal = refusedUnsent(file);
    if (refusal) {
      this.unsent.set(refusal);
      return;
    }
    const { question } = this;
    const upload = await openUpload(file);
    if (question === this.question) this.upload.set(upload);
    else upload.close();
  }

  /** Reads what is on the sheet. One question at a time; an answered one asks for a clear sheet first. */
  async predict(): Promise<void> {
    if (this.isPredicting()) return;
    if (this.isLocked()) return this.notices.show('alreadyPredicted');
    if (this.isBlank()) return this.notices.show('nothingToRead');
    this.isPredicting.set(true);
    this.answer.set(null);
    await this.ask();
  }

  /** Turns reading along on or off; what is on the sheet is read at once. */
  follow(isLive: boolean): void {
    this.isLive.set(isLive);
    this.askAfterRest();
  }

  private async ask(): Promise<void> {
    clearTimeout(this.rest);
    const question = ++this.question;
    try {
      const upload = this.source() === 'upload' ? this.upload() : null;
      const image = upload?.file ?? (await drawingAsPng(this.drawing().strokes));
      const answer = await this.client.read(image, upload?.file.name ?? 'drawing.png');
      if (question === this.question) this.answer.set(answer);
    } catch {
      if (question !== this.question) return;
      this.answer.set(null);
      this.notices.show('serverFailed');
    } finally {
      if (question === this.question) this.isPredicting.set(false);
    }
  }

  /** Says that a result stands in the way of drawing on. */
  refuseChange(): void {
    if (this.isLocked() && !this.isPredicting()) this.notices.show('alreadyPredicted');
  }

  clear(): void {
    const isClear = this.drawing().strokes.length === 0 && !this.upload() && !this.answer() && !this.unsent() && !this.isPredicting();
    if (isClear) this.notices.show('alreadyClear');
    this.forget();
  }

  /** A fresh sheet: drawing, upload, result and the question under way are gone. The way and the brush stay. */
  forget(): void {
    clearTimeout(this.rest);
    this.question++;
    this.isPredicting.set(false);
    this.drawing.set(blankDrawing);
    this.upload()?.close();
    this.upload.set(null);
    this.answer.set(null);
    this.unsent.set(null);
  }

  /** Changes the drawing unless a result stands on it; an earlier refusal is then out of date. */
  private change(alter: () => void): void {
    if (this.isLocked()) return;
    alter();
    if (this.readsAlong() && !this.isBlank()) this.askAfterRest();
    else this.dropAnswer();
  }

  private askAfterRest(): void {
    clearTimeout(this.rest);
    if (this.readsAlong() && !this.isBlank()) this.rest = setTimeout(() => void this.ask(), REST_MS);
  }

  private dropAnswer(): void {
    clearTimeout(this.rest);
    this.question++;
    this.answer.set(null);
  }
}
