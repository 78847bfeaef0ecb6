import { computed, DestroyRef, inject, Injectable, type Signal, signal } from '@angular/core';
import type { Prediction } from '@numera/contracts';
import { recall, remember } from '../appearance/memory';
import { type FailureName, failureName, refusedUnsent } from './failures';
import { Notices } from './notices';
import { type Constraint, type Options, queryOf, unasked } from './options/options';
import { fieldsIn, wrongFields } from './options/problems';
import { asPng, pictureOf } from './painting';
import { type Area, closerView, type Layout, LAYOUTS, type Paper, paperFor, wholeOf } from './paper';
import { type Answer, browserClient } from './prediction-client';
import { blankDrawing, BRUSH, onPaper, redo, type Stroke, undo, withStroke } from './strokes';
import { openUpload, type Upload, withPicture } from './upload';

/** How long the pen rests before a drawing is read by itself, ms: longer than the lift between two strokes of a digit. */
const REST_MS = 400;

export type Source = 'draw' | 'upload';

/** One visit to the Recognise page: what is on the sheet, and what was read from it. */
@Injectable()
export class Session {
  private readonly notices = inject(Notices);
  private readonly client = browserClient();
  /** Counts what was asked and what was cleared: an answer to an earlier question is dropped. */
  private question = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;

  readonly source = signal<Source>('draw');
  readonly layout = signal<Layout>(LAYOUTS.find((layout) => layout === recall('layout')) ?? 'single');
  readonly options = signal<Options>(unasked);
  readonly drawing = signal(blankDrawing);
  readonly brush = signal<number>(BRUSH.usual);
  /** Whether a drawing is read by itself whenever the pen rests. */
  readonly isLive = signal(false);
  readonly upload = signal<Upload | null>(null);
  /** Whether all of an upload is shown, even if its digits are small on it. */
  readonly isWhole = signal(false);
  readonly isPredicting = signal(false);
  /** Fields whose values were refused, by the page or by the server, until they change. */
  readonly wrongFields = signal<readonly Constraint[]>([]);
  private readonly answer = signal<Answer | null>(null);
  private readonly unsent = signal<FailureName | null>(null);
  /** What the answer, or the question under way, was asked with. */
  private readonly asked = signal<Readonly<Record<string, string>>>({});

  readonly picture = computed(() => (this.source() === 'upload' ? (this.upload()?.picture ?? null) : null));
  /** What the boxes of the reading stand on, for looking closer; null when the browser cannot show it. */
  readonly sentPicture = computed<CanvasImageSource | null>(() =>
    this.source() === 'draw' ? pictureOf(this.drawing().strokes, this.paper()) : this.picture(),
  );
  readonly reading = computed(() => {
    const answer = this.answer();
    return answer?.kind === 'read' ? answer.prediction : null;
  });
  /** The part of an upload that shows its digits larger, once they were found; null when all of it shows them as well. */
  readonly closer = computed(() => {
    const picture = this.picture();
    const boxes = this.reading()?.glyphs.map(({ box }) => box) ?? [];
    return picture && closerView(this.layout(), picture, boxes);
  });
  /** What the sheet shows of the picture that is read, in the pixels that boxes are given in; null when the browser cannot show it. */
  readonly view = computed<Area | null>(() => {
    const picture = this.picture();
    if (this.source() === 'draw') return wholeOf(this.paper());
    return (this.isWhole() ? null : this.closer()) ?? (picture && wholeOf(picture));
  });
  readonly paper: Signal<Paper> = computed(() => paperFor(this.layout(), this.source() === 'upload' ? this.view() : null));
  readonly failure = computed<FailureName | null>(() => {
    const answer = this.answer();
    return answer?.kind === 'refused' ? failureName(answer.code) : this.unsent();
  });
  /** Whether there is nothing to read in the way that is chosen. */
  readonly isBlank = computed(() => (this.source() === 'draw' ? this.drawing().strokes.length === 0 : this.upload() === null));
  readonly readsAlong = computed(() => this.isLive() && this.source() === 'draw');
  /** A result belongs to the picture that was read, so that picture stays until it is cleared; a live one follows the pen. */
  readonly isLocked = computed(() => this.isPredicting() || (this.reading() !== null && !this.readsAlong()));
  private readonly query = computed(() => queryOf(this.options(), this.layout()));
  /** Whether the result was asked for with other options than those that are chosen now. */
  readonly isOutdated = computed(() => this.reading() !== null && JSON.stringify(this.asked()) !== JSON.stringify(this.query()));

  /** Whether the result was asked for in the accurate mode, and so many digits were there that it was read fast. */
  readonly isReadFaster = computed(() => this.asked()['mode'] === 'accurate' && this.reading()?.mode === 'fast');

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
    this.dropAnswer();
    this.source.set(source);
  }

  /** One digit or a whole number. What is on the sheet stays and can be read the other way. */
  lay(layout: Layout): void {
    remember('layout', layout);
    const before = paperFor(this.layout(), null);
    this.drawing.update((drawing) => onPaper(drawing, before, paperFor(layout, null)));
    this.layout.set(layout);
    this.dropAnswer();
    this.askAfterRest();
  }

  /** Other options: a result stays in sight until it is asked for anew. */
  ask(options: Options): void {
    this.options.set(options);
    this.wrongFields.set([]);
    this.askAfterRest();
  }

  /** Looks whether the options are such as the server takes. */
  check(): boolean {
    this.wrongFields.set(this.layout() === 'auto' ? wrongFields(this.options()) : []);
    return this.wrongFields().length === 0;
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

  /** Reads what is on the sheet. One question at a time; an answered one asks for a clear sheet or for other options first. */
  async predict(): Promise<void> {
    if (this.isPredicting()) return;
    if (this.isLocked() && !this.isOutdated()) return this.notices.show('alreadyPredicted');
    if (this.isBlank()) return this.notices.show('nothingToRead');
    if (!this.check()) return;
    this.isPredicting.set(true);
    this.answer.set(null);
    await this.send();
  }

  /** Reads the picture of the result once more, as it was read, with something added to the query. */
  readAgain(added: Readonly<Record<string, string>>): Promise<Answer> {
    return this.read({ ...this.asked(), ...added });
  }

  /** Turns reading along on or off; what is on the sheet is read at once. */
  follow(isLive: boolean): void {
    this.isLive.set(isLive);
    this.askAfterRest();
  }

  private async send(): Promise<void> {
    clearTimeout(this.rest);
    const question = ++this.question;
    this.asked.set(this.query());
    try {
      const answer = await this.read(this.asked());
      if (question !== this.question) return;
      this.answer.set(answer);
      if (answer.kind === 'refused') this.wrongFields.set(fieldsIn(answer.errors));
      else void this.showFromServer(answer.prediction);
    } catch {
      if (question !== this.question) return;
      this.answer.set(null);
      this.notices.show('serverFailed');
    } finally {
      if (question === this.question) this.isPredicting.set(false);
    }
  }

  /** What the browser cannot decode (TIFF in most) is shown as the server decodes it, once it was read. */
  private async showFromServer(prediction: Prediction): Promise<void> {
    const upload = this.source() === 'upload' ? this.upload() : null;
    if (!upload || upload.picture) return;
    const shown = await this.client.picture(prediction).catch(() => null);
    const seen = shown && (await withPicture(upload, shown));
    if (!seen) return;
    if (this.upload() === upload) this.upload.set(seen);
    else if (seen !== upload) seen.close();
  }

  private async read(query: Readonly<Record<string, string>>): Promise<Answer> {
    const upload = this.source() === 'upload' ? this.upload() : null;
    const image = upload?.file ?? (await asPng(pictureOf(this.drawing().strokes, this.paper())));
    return this.client.read(image, upload?.file.name ?? 'drawing.png', query);
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

  /** A fresh sheet: drawing, upload, result and the question under way are gone. The way, the options and the brush stay. */
  forget(): void {
    this.dropAnswer();
    this.drawing.set(blankDrawing);
    this.upload()?.close();
    this.upload.set(null);
    this.isWhole.set(false);
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
    if (!this.readsAlong() || this.isBlank()) return;
    this.rest = setTimeout(() => {
      if (this.check()) void this.send();
    }, REST_MS);
  }

  /** The answer, a refusal and the question under way are gone; what is on the sheet stays. */
  private dropAnswer(): void {
    clearTimeout(this.rest);
    this.question++;
    this.isPredicting.set(false);
    this.answer.set(null);
    this.unsent.set(null);
  }
}
