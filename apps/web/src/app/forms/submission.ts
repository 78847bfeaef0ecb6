import { signal } from '@angular/core';
import { Failure } from '../http/failure';

/** Which fields are wrong, each with the key of the sentence that says why. */
export type Faults = Readonly<Record<string, string>>;

/** A form on its way to the server: whether it is being sent, and why it was not taken. */
export class Submission {
  readonly isBusy = signal(false);
  /** What is wrong with the form as a whole. */
  readonly failure = signal<Failure | null>(null);
  readonly faults = signal<Faults>({});
  /** Counts the times it was not taken: each time the focus goes to what is wrong. */
  readonly refusals = signal(0);

  /** `faultsOf` says which fields a failure is about, and why; null when it is about the whole form. */
  constructor(private readonly faultsOf: (failure: Failure) => Faults | null = () => null) {}

  /** Does the work unless fields are wrong or it is under way; says whether it succeeded. */
  async send(work: () => Promise<void>, faults: Faults = {}): Promise<boolean> {
    if (this.isBusy()) return false;
    this.failure.set(null);
    this.faults.set(faults);
    if (Object.keys(faults).length > 0) {
      this.refusals.update((count) => count + 1);
      return false;
    }
    this.isBusy.set(true);
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.refuse(error);
      return false;
    } finally {
      this.isBusy.set(false);
    }
  }

  private refuse(failure: Failure): void {
    const faults = this.faultsOf(failure);
    if (faults) this.faults.set(faults);
    else this.failure.set(failure);
    this.refusals.update((count) => count + 1);
  }
}
