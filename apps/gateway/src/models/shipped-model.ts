import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import { modelCard, type ModelCard } from '@numera/contracts';
import { newObjectKey, type ObjectStore } from '@numera/storage';
import type { Logger } from '@numera/telemetry';
import { CONFIG, DEFAULT_WORKSPACE, LOGGER, STORE } from '../platform/tokens';
import { ModelRepository } from './repository';

/** Registers the model folder that ships with the product: the first ever becomes champion, a later one is a candidate. */
@Injectable()
export class ShippedModel {
  constructor(
    private readonly repository: ModelRepository,
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Idempotent by the version; also puts back objects that the store has lost. */
  async register(): Promise<void> {
    const folder = this.config.NUMERA_MODEL;
    const [onnx, cardBytes] = await Promise.all([readFile(join(folder, 'model.onnx')), readFile(join(folder, 'card.json'))]);
    const card = parseCard(cardBytes, onnx);
    const members = await Promise.all((card.accurate?.members ?? []).map(async ({ file, sha256 }) => checked(await readFile(join(folder, file)), file, sha256)));
    const known = await this.repository.find(card.version);
    if (known !== null) {
      await this.restore(known.onnxKey, onnx);
      await this.restore(known.cardKey, cardBytes);
      for (const [i, key] of known.memberKeys.entries()) if (members[i]) await this.restore(key, members[i]);
    } else {
      const keys = { onnxKey: newObjectKey('models'), cardKey: newObjectKey('models'), memberKeys: members.map(() => newObjectKey('models')) };
      const puts = members.map((bytes, i) => this.store.put(keys.memberKeys[i] ?? '', bytes));
      await Promise.all([this.store.put(keys.onnxKey, onnx), this.store.put(keys.cardKey, cardBytes), ...puts]);
      if (await this.repository.add({ card, origin: 'shipped', ...keys })) this.logger.info({ model: card.version }, 'registered the shipped model');
    }
    if (await this.repository.crownFirst(DEFAULT_WORKSPACE, card.recogniser, card.version)) {
      this.logger.info({ model: card.version }, 'it is the champion');
    }
  }

  private async restore(key: string, bytes: Uint8Array): Promise<void> {
    if (!(await this.store.exists(key))) await this.store.put(key, bytes);
  }
}

function parseCard(bytes: Buffer, onnx: Uint8Array): ModelCard {
  const card = modelCard.parse(JSON.parse(bytes.toString('utf8')));
  checked(onnx, `model.onnx of ${card.version}`, card.sha256);
  return card;
}

function checked(bytes: Uint8Array, name: string, sha256: string): Uint8Array {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`${name} is not the one that the card names`);
  return bytes;
}
