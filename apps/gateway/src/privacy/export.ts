import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { Problem } from '../http/problem';
import { PredictionImages } from '../predictions/images';
import { ExportRepository, type ExportedImage } from './export-repository';

const PAGE = 200;
/** PNGs are compressed already. */
const STORED = { compress: false };

/**
 * All that is kept of a person as one zip, made while it is sent: `me.json`, `predictions.jsonl` (one a line, with readings), and
 * `images/<id>.png`, the copies that the pages show. An image of which there can be no copy is named in `left-out.json`.
 */
@Injectable()
export class PersonExport {
  /** One at a time for each person: each asks the workers for a copy of every image. */
  private readonly underWay = new Set<string>();

  constructor(
    private readonly repository: ExportRepository,
    private readonly images: PredictionImages,
  ) {}

  async open(userId: string): Promise<Readable> {
    if (this.underWay.has(userId)) {
      throw new Problem(429, 'export_under_way', 'An export of your data is being sent already.', { headers: { 'Retry-After': '60' } });
    }
    this.underWay.add(userId);
    try {
      const [person, images] = await Promise.all([this.repository.person(userId), this.repository.images(userId)]);
      const stream = this.zip(userId, person, images);
      stream.once('close', () => this.underWay.delete(userId));
      return stream;
    } catch (error) {
      this.underWay.delete(userId);
      throw error;
    }
  }

  private zip(userId: string, person: object, images: readonly ExportedImage[]): Readable {
    const zip = new ZipFile();
    // Node's stream, behind a type that only promises the older interface.
    const output = zip.outputStream as Readable;
    const leftOut: { image: string; reason: string }[] = [];
    const lazily = (name: string, options: object, read: () => Readable | Promise<Readable>) => {
      zip.addReadStreamLazy(name, options, (give) => {
        Promise.resolve(read()).then(
          (stream) => give(null, stream),
          (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))),
        );
      });
    };
    zip.addBuffer(Buffer.from(JSON.stringify(person, null, 2)), 'me.json');
    lazily('predictions.jsonl', {}, () => Readable.from(this.lines(userId)));
    // Each is fetched when the one before it has been sent, so one is held in memory at a time.
    for (const image of images) lazily(`images/${image.id}.png`, STORED, async () => Readable.from([await this.picture(image, leftOut)]));
    lazily('left-out.json', {}, () => Readable.from([JSON.stringify(leftOut, null, 2)]));
    zip.on('error', (error: Error) => output.destroy(error));
    zip.end();
    return output;
  }

  private async *lines(userId: string): AsyncGenerator<string> {
    let cursor: string | undefined;
    do {
      const page = await this.repository.predictions(userId, cursor, PAGE);
      for (const prediction of page) yield `${JSON.stringify(prediction)}\n`;
      cursor = page.length === PAGE ? page.at(-1)?.id : undefined;
    } while (cursor !== undefined);
  }

  private async picture({ id, predictionId }: ExportedImage, leftOut: { image: string; reason: string }[]): Promise<Buffer> {
    try {
      return await this.images.shown(predictionId);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      leftOut.push({ image: id, reason: error.message });
      return Buffer.alloc(0);
    }
  }
}
