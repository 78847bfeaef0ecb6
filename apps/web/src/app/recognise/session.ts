import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { type FailureName, failureName, refusedUnsent } from './failures';
import { Notices } from './notices';
import { drawingAsPng } from './painting';
import { type Answer, PredictionClient } from './prediction-client';
import { blankDrawing, BRUSH, redo, type Stroke, undo, withStroke } from './strokes';
import { openUpload, type Upload } from './upload';

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

  readonly source = signal<Source>('draw');
  readonly drawing = signal(blankDrawing);
  readonly brush = signal<number>(BRUSH.usual);
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
  /** A result belongs to the picture that was read, so that picture stays until it is cleared. */
  readonly isLocked = computed(() => this.isPredicting() || this.reading() !== null);

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
    if (this.reading()) return this.notices.show('alreadyPredicted');
    if (this.isBlank()) return this.notices.show('nothingToRead');
    const question = ++this.question;
    this.isPredicting.set(true);
    this.answer.set(null);
    try {
      const upload = this.source() === 'upload' ? this.upload() : null;
      const image = upload?.file ?? (await drawingAsPng(this.drawing().strokes));
      const answer = await this.client.read(image, upload?.file.name ?? 'drawing.png');
      if (question === this.question) this.answer.set(answer);
    } catch {
      if (question === this.question) this.notices.show('serverFailed');
    } finally {
      if (question === this.question) this.isPredicting.set(false);
    }
  }

  /** Says that a result stands in the way of drawing on. */
  refuseChange(): void {
    if (this.reading()) this.notices.show('alreadyPredicted');
  }

  clear(): void {
    const isClear = this.drawing().strokes.length === 0 && !this.upload() && !this.answer() && !this.unsent() && !this.isPredicting();
    if (isClear) this.notices.show('alreadyClear');
    this.forget();
  }

  /** A fresh sheet: drawing, upload, result and the question under way are gone. The way and the brush stay. */
  forget(): void {
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
    this.answer.set(null);
    alter();
  }
}
