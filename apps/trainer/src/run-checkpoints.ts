import { ObjectNotFound, type ObjectStore } from '@numera/storage';

/**
 * The last checkpoint of a training run, as an object: whichever trainer gets the job next goes on from there. One that cannot be read or kept
 * costs time, never the run, so failures are only told.
 */
export class RunCheckpoints {
  readonly #key: string;
  /** Puts in their order: an older epoch must not overwrite a newer one. */
  #done: Promise<void> = Promise.resolve();

  constructor(
    private readonly storage: ObjectStore,
    runId: string,
    private readonly onFailure: (error: unknown) => void,
  ) {
    const id = runId.toLowerCase();
    this.#key = `checkpoints/${id.slice(-2)}/${id}`;
  }

  async load(): Promise<Uint8Array | null> {
    try {
      return await this.storage.get(this.#key);
    } catch (error) {
      if (!(error instanceof ObjectNotFound)) this.onFailure(error);
      return null;
    }
  }

  keep(bytes: Uint8Array): void {
    this.#done = this.#done.then(() => this.storage.put(this.#key, bytes)).catch(this.onFailure);
  }

  /** Once the run has ended, for good or bad. */
  async remove(): Promise<void> {
    await this.#done;
    await this.storage.delete(this.#key).catch(this.onFailure);
  }
}
