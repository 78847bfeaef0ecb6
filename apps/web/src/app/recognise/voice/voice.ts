import { computed, DestroyRef, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Prediction } from '@numera/contracts';
import { recall, remember } from '../../appearance/memory';
import { Language } from '../../language/language';
import { Session } from '../session';
import { spoken, voiceFor } from './spoken';

/** Says results with the browser's own voice, in the language of the page, one at a time. */
@Injectable()
export class Voice {
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly texts = inject(TranslocoService);
  private readonly window = inject(DOCUMENT).defaultView;
  /** Declared as if every browser could speak. */
  private readonly speech: SpeechSynthesis | undefined = this.window?.speechSynthesis;
  readonly isThere = this.speech !== undefined;
  /** Whether each new result is said by itself. */
  readonly isAloud = signal(recall('aloud') === 'yes');
  /** The browser could not say it: most often it has no voice at all. */
  readonly hasFailed = signal(false);
  /** What is being said; kept, as a browser may drop an utterance that no one holds, and then never tells its end. */
  private readonly saying = signal<readonly SpeechSynthesisUtterance[]>([]);
  readonly isSpeaking = computed(() => this.saying().length > 0);

  constructor() {
    effect(() => {
      const reading = this.session.reading();
      untracked(() => {
        this.hasFailed.set(false);
        if (reading && this.isAloud()) this.say(reading);
        else this.stop();
      });
    });
    // A reload leaves the page without destroying it, and the browser would go on speaking.
    const leave = (): void => this.stop();
    this.window?.addEventListener('pagehide', leave);
    inject(DestroyRef).onDestroy(() => {
      this.window?.removeEventListener('pagehide', leave);
      this.stop();
    });
  }

  /** Turns saying every result on or off, for the next visits too. */
  sayAll(isAloud: boolean): void {
    remember('aloud', isAloud ? 'yes' : 'no');
    this.isAloud.set(isAloud);
    if (!isAloud) this.stop();
  }

  say(prediction: Prediction): void {
    const { speech } = this;
    if (!speech) return;
    this.stop();
    this.hasFailed.set(false);
    const words = { check: this.texts.translate('voice.check'), nothing: this.texts.translate('voice.nothing') };
    const utterances = spoken(prediction, words).map((text) => this.utterance(speech, text));
    utterances.at(-1)?.addEventListener('end', () => this.end(utterances, false));
    for (const utterance of utterances) utterance.addEventListener('error', () => this.end(utterances, true));
    this.saying.set(utterances);
    for (const utterance of utterances) speech.speak(utterance);
  }

  stop(): void {
    if (!this.isSpeaking()) return;
    this.saying.set([]);
    this.speech?.cancel();
  }

  /** What was stopped ends with an error later on, when something else may be under way. */
  private end(utterances: readonly SpeechSynthesisUtterance[], hasFailed: boolean): void {
    if (this.saying() !== utterances) return;
    this.saying.set([]);
    this.hasFailed.set(hasFailed);
  }

  private utterance(speech: SpeechSynthesis, text: string): SpeechSynthesisUtterance {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = this.language.code();
    utterance.voice = voiceFor(speech.getVoices(), this.language.code());
    return utterance;
  }
}
