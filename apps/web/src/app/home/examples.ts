import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Prediction } from '@numera/contracts';
import { Icon } from '../icon/icon';
import { Language } from '../language/language';
import { percent } from '../recognise/certainty';
import { failureName } from '../recognise/failures';
import { browserClient } from '../recognise/prediction-client';
import { cornersOf, type Example, EXAMPLES, PEN, pictureOf, VIEW_BOX } from './example-picture';

/** What became of an example that was pressed; `trouble` is the key of the sentence that says why it was not read. */
type Outcome =
  | { readonly kind: 'asking' }
  | { readonly kind: 'read'; readonly prediction: Prediction }
  | { readonly kind: 'trouble'; readonly trouble: string };

/** Five digits that the visitor has read by the model that runs: each is sent as any drawing is, and what is shown is its answer. */
@Component({
  selector: 'numera-examples',
  imports: [TranslocoDirective, Icon],
  templateUrl: './examples.html',
  styleUrl: './examples.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Examples {
  private readonly language = inject(Language);
  private readonly client = browserClient();
  protected readonly viewBox = VIEW_BOX;
  protected readonly pen = PEN;
  protected readonly shown = signal<Example>(EXAMPLES[0]);
  private readonly outcomes = signal<ReadonlyMap<Example, Outcome>>(new Map());
  protected readonly outcome = computed(() => this.outcomes().get(this.shown()));
  protected readonly reading = computed(() => this.readingOf(this.outcome()));
  protected readonly examples = computed(() =>
    EXAMPLES.map((example) => ({ example, reading: this.readingOf(this.outcomes().get(example)) })),
  );

  /** Shows an example, and has it read unless it was. */
  protected async press(example: Example): Promise<void> {
    this.shown.set(example);
    const kind = this.outcomes().get(example)?.kind;
    if (kind === 'asking' || kind === 'read') return;
    this.settle(example, { kind: 'asking' });
    this.settle(example, await this.read(example));
  }

  private async read(example: Example): Promise<Outcome> {
    try {
      const answer = await this.client.read(await pictureOf(example), `example-${example.digit}.png`, { layout: 'single' });
      if (answer.kind === 'read') return answer;
      // Nobody was signed in here: the installation reads for people with an account only.
      const trouble = answer.code === 'unauthenticated' ? 'recogniseClosed.text' : `failure.${failureName(answer.code)}`;
      return { kind: 'trouble', trouble };
    } catch {
      return { kind: 'trouble', trouble: 'notice.serverFailed' };
    }
  }

  private settle(example: Example, outcome: Outcome): void {
    this.outcomes.update((outcomes) => new Map(outcomes).set(example, outcome));
  }

  private readingOf(outcome: Outcome | undefined) {
    if (outcome?.kind !== 'read') return null;
    const { text, confidence, decision, glyphs } = outcome.prediction;
    return {
      text,
      decision: text === null ? 'reject' : (decision ?? 'review'),
      probability: percent(confidence ?? 0, this.language.code()),
      corners: glyphs.map(({ box }) => cornersOf(box)).join(''),
    } as const;
  }
}
