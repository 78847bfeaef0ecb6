import type { JobData } from '@numera/contracts';
import {
  ModelError,
  openModel,
  parseModelFiles,
  withMembers,
  type Model,
  type ModelFiles,
  type Network,
  type SessionSettings,
} from '@numera/recognition';
import type { ObjectStore } from '@numera/storage';
import { Batcher, type BatcherOptions } from './batcher';

/** Which model a job wants and where its files lie. */
export type WantedModel = Pick<JobData<'recognise'>, 'model' | 'objects'>;

/** Takes a glyph, gives its row of logits. */
export type GlyphBatcher = Batcher<Float32Array, Float32Array>;

/** A model with the batchers that feed its networks: glyphs of all jobs that want one go through one. */
export interface LoadedModel {
  readonly card: Model['card'];
  /** In the order of the model's networks. */
  readonly batchers: readonly [GlyphBatcher, ...GlyphBatcher[]];
  close(): Promise<void>;
}

interface Entry {
  readonly loading: Promise<LoadedModel>;
  loaded?: LoadedModel;
  users: number;
}

/** Champion, challenger, canary and one that is on its way out. */
const KEPT = 4;

/** Opens a model's files; batches are split by the network's width. */
export async function loadModel(files: ModelFiles, session: SessionSettings, batching: BatcherOptions): Promise<LoadedModel> {
  const model = await openModel(files, session);
  const width = model.card.labels.length;
  const fed = (network: Network): GlyphBatcher =>
    new Batcher(async (glyphs) => {
      const logits = await network(glyphs);
      return glyphs.map((_, i) => logits.slice(i * width, (i + 1) * width));
    }, batching);
  const [first, ...others] = model.networks;
  return { card: model.card, batchers: [fed(first), ...others.map(fed)], close: () => model.close() };
}

/**
 * The models of this process by version. A version is loaded once however many jobs ask for it at the same time; a load that
 * failed is forgotten; the least recently used one that nobody uses makes room for a new one.
 */
export class Models {
  /** In the order of use, the least recent first. */
  private readonly entries = new Map<string, Entry>();
  private isHurried = false;

  constructor(
    private readonly load: (wanted: WantedModel) => Promise<LoadedModel>,
    private readonly kept: number = KEPT,
  ) {}

  /** Keeps a model that is loaded already. */
  adopt(model: LoadedModel): void {
    this.entries.set(model.card.version, { loading: Promise.resolve(model), loaded: model, users: 0 });
  }

  /** Does some work with the wanted model, which stays loaded meanwhile. */
  async use<T>(wanted: WantedModel, work: (model: LoadedModel) => Promise<T>): Promise<T> {
    const entry = this.entry(wanted);
    entry.users += 1;
    try {
      return await work(await entry.loading);
    } finally {
      entry.users -= 1;
      await this.makeRoom();
    }
  }

  /** Nothing waits for company any more, in models that load later neither. Waits for no load, as one that hangs would keep the others' glyphs. */
  hurry(): void {
    this.isHurried = true;
    for (const { loaded } of this.entries.values()) if (loaded !== undefined) hurryUp(loaded);
  }

  async close(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    await Promise.all(entries.map(({ loading }) => closeLoaded(loading)));
  }

  private entry(wanted: WantedModel): Entry {
    const known = this.entries.get(wanted.model);
    if (known) {
      this.entries.delete(wanted.model);
      this.entries.set(wanted.model, known);
      return known;
    }
    const entry: Entry = { loading: this.load(wanted), users: 0 };
    this.entries.set(wanted.model, entry);
    entry.loading.then(
      (model) => {
        entry.loaded = model;
        if (this.isHurried) hurryUp(model);
      },
      () => this.entries.get(wanted.model) === entry && this.entries.delete(wanted.model),
    );
    return entry;
  }

  private async makeRoom(): Promise<void> {
    let surplus = this.entries.size - this.kept;
    const leaving: Entry[] = [];
    for (const [version, entry] of this.entries) {
      if (surplus <= 0) break;
      if (entry.users > 0) continue;
      this.entries.delete(version);
      leaving.push(entry);
      surplus -= 1;
    }
    await Promise.all(leaving.map(({ loading }) => closeLoaded(loading)));
  }
}

const hurryUp = ({ batchers }: LoadedModel): void => batchers.forEach((batcher) => batcher.hurry());

async function closeLoaded(loading: Promise<LoadedModel>): Promise<void> {
  const model = await loading.catch(() => undefined);
  await model?.close();
}

/** Reads a model's files from storage and checks them against each other and against the wanted version; throws ModelError. */
export async function fetchModel(storage: ObjectStore, { model, objects }: WantedModel): Promise<ModelFiles> {
  const all = [objects.onnx, objects.card, ...(objects.members ?? [])];
  const [onnx, card, ...members] = (await Promise.all(all.map((key) => storage.get(key)))) as [Uint8Array, Uint8Array, ...Uint8Array[]];
  const files = withMembers(parseModelFiles(onnx, card, model), members, model);
  if (files.card.version !== model) throw new ModelError(`${model} was asked for, but its card says ${files.card.version}`);
  return files;
}
