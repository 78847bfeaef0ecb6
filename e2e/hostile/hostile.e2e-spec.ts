import { setTimeout as sleep } from 'node:timers/promises';
import { prediction } from '@numera/contracts';
import fc, { type Arbitrary } from 'fast-check';
import { accessTable, type CallerName } from '../access/table';
import { World } from '../access/world';
import { drawing } from '../drawings';
import { pidOf, residentMb } from '../processes';
import type { Product } from '../product';
import { attacksOn, deepAttacksOn } from './attacks';
import { FILE_NAMES, hostileForms, imageForm } from './forms';
import type { HostileImage } from './hostile-image';
import { hostileJpegs } from './jpegs';
import { otherHostileImages } from './other-images';
import { hostilePngs } from './pngs';
import { BODY_ATTACKS, PROTOCOL_ATTACKS } from './protocol';
import { faultOf, rawFaultOf } from './verdict';
import { Wire, writeRaw, type Answer, type Attack } from './wire';
import { cutImages, honestImages, woundedImages } from './wounded-images';

/** The same requests in every run; another one: NUMERA_HOSTILE_SEED. */
const SEED = Number(process.env['NUMERA_HOSTILE_SEED'] ?? 20_261_121);
/** Sent at once. */
const SHOWER = 50;
const IMAGE_ROUTES = ['/api/v1/predictions', '/predict', '/recognise', '/recognize', '/recognize-upload'];
/** Node's answer to a sender that is too slow comes at most this late: 10 s for headers, looked at every 30 s. */
const SLOWEST_MS = 60_000;
/** 10,000 requests that each left 16 kB behind would be more. */
const MOST_GROWTH_MB = 160;
const TIDY_WITHIN_MS = 45_000;
const SERVICES = ['gateway', 'inference-worker'] as const;

let world: World;
let product: Product;
let wire: Wire;
let digit: Buffer;
let honest: Buffer[];
let before: { pid: number; mb: number }[];
let slow: Promise<string>[];
let refusals = 0;

/** Sends one hostile request; what is wrong with the answer, if anything. */
async function strike(attack: Attack, isAllowed: (answer: Answer) => boolean = () => true): Promise<string | undefined> {
  let fault: string | undefined;
  try {
    const answer = await wire.send(attack);
    if (answer.status >= 400) refusals += 1;
    fault = faultOf(attack, answer) ?? (isAllowed(answer) ? undefined : `was not refused: ${answer.status} ${answer.body.slice(0, 300)}`);
  } catch (error) {
    fault = String(error);
  }
  if (fault === undefined) return undefined;
  const { method, path, headers, body } = attack;
  return `${method} ${path.slice(0, 300)} ${JSON.stringify(headers ?? {}).slice(0, 300)} ${Buffer.from(body ?? [])
    .toString('latin1')
    .slice(0, 300)}\n → ${fault}`;
}

/** Showers the product with `showers` times 50 requests drawn with the seed. */
async function shower(
  attacks: Arbitrary<Attack>,
  showers: number,
  { seed = SEED, isAllowed }: { seed?: number; isAllowed?: (answer: Answer) => boolean } = {},
): Promise<void> {
  for (let round = 0; round < showers; round++) {
    const faults = await Promise.all(
      fc.sample(attacks, { numRuns: SHOWER, seed: seed + round }).map((attack) => strike(attack, isAllowed)),
    );
    const first = faults.find((fault) => fault !== undefined);
    if (first !== undefined) throw new Error(`seed ${seed + round}: ${first}`);
  }
}

const isRefused = ({ status }: Answer): boolean => status >= 400;
const raw = (bytes: Uint8Array): Attack => ({
  method: 'POST',
  path: '/api/v1/predictions?wait=30000',
  headers: { 'content-type': 'image/png' },
  body: bytes,
});

/** Sends files, each by itself in the order given but many at once; those that must not be read must be refused. */
async function upload(images: readonly HostileImage[]): Promise<string[]> {
  const faults = await Promise.all(
    images.map(async ({ name, bytes, isReadable }) => {
      const fault = await strike(raw(bytes), isReadable ? undefined : isRefused);
      return fault && `${name}: ${fault}`;
    }),
  );
  return faults.filter((fault) => fault !== undefined);
}

async function readsDigits(): Promise<void> {
  const { status, body } = await wire.send(raw(digit));
  expect(status).toBe(200);
  expect(prediction.strict().parse(JSON.parse(body))).toMatchObject({ status: 'done', text: '7' });
}

async function hostileImages(): Promise<HostileImage[]> {
  return [...hostilePngs(), ...(await hostileJpegs(digit)), ...(await otherHostileImages(digit))];
}

const measured = () => SERVICES.map((service) => ({ pid: pidOf(product, service), mb: residentMb(pidOf(product, service)) }));
const grownMb = (after: typeof before): number => Math.max(...after.map(({ mb }, i) => mb - (before[i]?.mb ?? 0)));

/** What the processes hold when they have had time to tidy up: garbage goes when a process rests, not when a request ends. */
async function settled(): Promise<typeof before> {
  for (const limit = Date.now() + TIDY_WITHIN_MS; ; await sleep(500)) {
    const now = measured();
    if (grownMb(now) < MOST_GROWTH_MB || Date.now() > limit) return now;
  }
}

const routes = accessTable();
const forAnyone = attacksOn(routes);
/** Attacks as one of the callers of docs/access.md, with a session of their own: some end it. */
async function showerAs(caller: CallerName, attacks: Arbitrary<Attack>, showers: number): Promise<void> {
  for (let round = 0; round < showers; round++) {
    const credentials = await world.credentials(caller, 'predict');
    const signed = attacks.map((attack) => ({ ...attack, headers: { ...attack.headers, ...credentials } }));
    await shower(signed, 1, { seed: SEED + 2_000_000 + round });
  }
}

const group = process.platform === 'linux' ? describe : describe.skip;

group('hostile input', () => {
  beforeAll(async () => {
    world = await World.open();
    product = world.product;
    wire = new Wire(product.url);
    digit = await drawing(7);
    honest = await honestImages(digit);
    // Senders that are slow from now on: one in its headers, one in its body.
    slow = [writeRaw(product.url, ['GET /health HTTP/1.1\r\nHost: a\r\nA: '], SLOWEST_MS)];
    // Warm: what is compiled, cached and pooled is there before memory is looked at, and the largest images have been unfolded once.
    await Promise.all(Array.from({ length: 40 }, readsDigits));
    await upload(await hostileImages());
    await shower(fc.oneof(forAnyone, hostileForms(IMAGE_ROUTES), woundedImages(honest).map(raw)), 10, { seed: SEED + 1_000_000 });
    before = measured();
  }, 300_000);
  afterAll(async () => {
    wire.close();
    await world.close();
  });

  it('in addresses, queries, headers and bodies of every route gets 4xx', () => shower(forAnyone, 130), 120_000);
  it.each(['admin', 'administrator', 'operator', 'key with'] as const)(
    'gets no further when it comes from %s',
    async (caller) => {
      await showerAs(caller, forAnyone, 16);
      await showerAs(caller, deepAttacksOn(routes), 1);
    },
    120_000,
  );
  it('of JSON 100,000 levels deep gets 4xx', () => shower(deepAttacksOn(routes), 3, { isAllowed: isRefused }), 120_000);
  it('in forms gets 4xx', () => shower(hostileForms(IMAGE_ROUTES), 50, { isAllowed: isRefused }), 120_000);

  it('in the name of a file changes nothing of how its image is read', async () => {
    for (const name of FILE_NAMES.filter((text) => /^[^"\0]+$/.test(text))) {
      const { status, body } = await wire.send(imageForm('/api/v1/predictions?wait=30000', digit, name));
      expect({ name, status, text: (JSON.parse(body) as { text?: string }).text }).toEqual({ name, status: 200, text: '7' });
    }
  }, 60_000);

  it('of giant, lying, bursting and polyglot images is refused, or read where it is true to its format', async () => {
    const images = await hostileImages();
    expect(images.length).toBeGreaterThan(120);
    expect(await upload(images)).toEqual([]);
    await readsDigits();
  }, 120_000);

  it('of images cut off at every byte of their headers is refused or read', async () => {
    expect(await upload(cutImages(honest).map((bytes, i) => ({ name: `cut ${i}`, bytes, isReadable: true })))).toEqual([]);
  }, 120_000);

  it('of images with changed and misplaced bytes is refused or read', () => shower(woundedImages(honest).map(raw), 30), 180_000);

  it.each([...PROTOCOL_ATTACKS, ...BODY_ATTACKS])('that is no HTTP: $name', async ({ pieces, status }) => {
    expect(rawFaultOf(await writeRaw(product.url, pieces, 10_000), status)).toBeUndefined();
    refusals += 1;
  });

  it('that comes too slowly is ended with 408', async () => {
    for (const answer of await Promise.all(slow)) expect(rawFaultOf(answer, 408)).toBeUndefined();
  }, 70_000);

  it('was refused 10,000 times, ended no process, and left memory as it was', async () => {
    expect(refusals).toBeGreaterThanOrEqual(10_000);
    await readsDigits();
    const after = await settled();
    process.stdout.write(`hostile input: ${refusals} refusals; memory before and after, MB: ${JSON.stringify({ before, after })}\n`);
    expect(after.map(({ pid }) => pid)).toEqual(before.map(({ pid }) => pid));
    expect(grownMb(after)).toBeLessThan(MOST_GROWTH_MB);
  }, 70_000);
});
