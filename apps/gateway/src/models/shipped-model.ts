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

  /** Idempotent by the folder's SHA-256; also puts back objects that the store has lost. */
  async register(): Promise<void> {
    const folder = this.config.NUMERA_MODEL;
    const [onnx, cardBytes] = await Promise.all([readFile(join(folder, 'model.onnx')), readFile(join(folder, 'card.json'))]);
    const card = parseCard(cardBytes, onnx);
    const known = await this.repository.findBySha256(card.sha256);
    if (known !== null) {
      await this.restore(known.onnxKey, onnx);
      await this.restore(known.cardKey, cardBytes);
    } else {
      const keys = { onnxKey: newObjectKey('models'), cardKey: newObjectKey('models') };
      await Promise.all([this.store.put(keys.onnxKey, onnx), this.store.put(keys.cardKey, cardBytes)]);
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
  const sha256 = createHash('sha256').update(onnx).digest('hex');
  if (card.sha256 !== sha256) throw new Error(`model.onnx of ${card.version} is not the one that its card names`);
  return card;
}
