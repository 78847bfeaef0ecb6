import { prediction } from '@numera/contracts';
import fc, { type Arbitrary } from 'fast-check';
import { accessTable, type CallerName } from '../access/table';
import { World } from '../access/world';
import { drawing } from '../drawings';
import type { Product } from '../product';
import { attacksOn, deepAttacksOn } from './attacks';
import { FILE_NAMES, hostileForms, imageForm } from './forms';
import type { HostileImage } from './hostile-image';
import { hostileJpegs } from './jpegs';
import { MemoryReports, type Held } from './memory';
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
/** Of each round: other requests of the same kinds. */
const ROUND_SEEDS = { first: SEED, second: SEED + 10_000_000 } as const;
/** What the second round leaves in JavaScript, it would leave for ever: 5,000 requests that each left 1.6 kB behind. */
const MOST_KEPT_MB = 8;
/** Six times what allocators keep after both rounds (18 to 20 MB): 10,000 requests that each left 10 kB behind outside of JavaScript. */
const MOST_RESIDENT_MB = 128;
const SERVICES = ['gateway', 'inference-worker'] as const;

let world: World;
let product: Product;
let wire: Wire;
let digit: Buffer;
let honest: Buffer[];
let memory: MemoryReports;
/** What the processes held: before, and after each round. */
const levels: { before: readonly Held[]; first: readonly Held[]; second: readonly Held[] } = { before: [], first: [], second: [] };
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
async function shower(attacks: Arbitrary<Attack>, showers: number, seed: number, isAllowed?: (answer: Answer) => boolean): Promise<void> {
  for (let i = 0; i < showers; i++) {
    const faults = await Promise.all(fc.sample(attacks, { numRuns: SHOWER, seed: seed + i }).map((attack) => strike(attack, isAllowed)));
    const first = faults.find((fault) => fault !== undefined);
    if (first !== undefined) throw new Error(`seed ${seed + i}: ${first}`);
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

/** The most that one of the processes grew, MB. */
const growth = (of: 'kept' | 'resident', after: readonly Held[], before: readonly Held[]): number =>
  Math.max(...after.map((held, i) => held[of] - (before[i]?.[of] ?? 0)));
const rounded = (held: readonly Held[]) => held.map(({ kept, resident }) => ({ kept: Math.round(kept), resident: Math.round(resident) }));

const routes = accessTable();
const forAnyone = attacksOn(routes);
/** Attacks as one of the callers of docs/access.md, with a session of their own: some end it. */
async function showerAs(caller: CallerName, attacks: Arbitrary<Attack>, showers: number, seed: number): Promise<void> {
  for (let i = 0; i < showers; i++) {
    const credentials = await world.credentials(caller, 'predict');
    const signed = attacks.map((attack) => ({ ...attack, headers: { ...attack.headers, ...credentials } }));
    await shower(signed, 1, seed + i);
  }
}

const group = process.platform === 'linux' ? describe : describe.skip;

group('hostile input', () => {
  beforeAll(async () => {
    memory = new MemoryReports();
    world = await World.open(memory.env);
    product = world.product;
    wire = new Wire(product.url);
    digit = await drawing(7);
    honest = await honestImages(digit);
    await Promise.all(Array.from({ length: 40 }, readsDigits));
    levels.before = await memory.of(product, SERVICES);
  }, 300_000);
  afterAll(async () => {
    wire.close();
    await world.close();
    memory.close();
  });

  describe.each(['first', 'second'] as const)('in the %s round', (round) => {
    const seed = ROUND_SEEDS[round];

    it('in addresses, queries, headers and bodies of every route gets 4xx', () => shower(forAnyone, 52, seed), 120_000);
    it.each(['admin', 'administrator', 'operator', 'key with'] as const)(
      'gets no further when it comes from %s',
      async (caller) => {
        await showerAs(caller, forAnyone, 8, seed + 2_000_000);
        await showerAs(caller, deepAttacksOn(routes), 1, seed + 2_000_000);
      },
      120_000,
    );
    it('of JSON 100,000 levels deep gets 4xx', () => shower(deepAttacksOn(routes), 2, seed, isRefused), 120_000);
    it('in forms gets 4xx', () => shower(hostileForms(IMAGE_ROUTES), 22, seed, isRefused), 120_000);

    it('of giant, lying, bursting and polyglot images is refused, or read where it is true to its format', async () => {
      const images = await hostileImages();
      expect(images.length).toBeGreaterThan(120);
      expect(await upload(images)).toEqual([]);
      await readsDigits();
    }, 120_000);

    it('of images with changed and misplaced bytes is refused or read', () => shower(woundedImages(honest).map(raw), 16, seed), 180_000);

    it.each([...PROTOCOL_ATTACKS, ...BODY_ATTACKS])('that is no HTTP: $name', async ({ pieces, status }) => {
      expect(rawFaultOf(await writeRaw(product.url, pieces, 10_000), status)).toBeUndefined();
      refusals += 1;
    });

    it('ends with processes that say what they hold', async () => {
      await readsDigits();
      levels[round] = await memory.settled(product, SERVICES);
    }, 60_000);
  });

  it('in the name of a file changes nothing of how its image is read', async () => {
    for (const name of FILE_NAMES.filter((text) => /^[^"\0]+$/.test(text))) {
      const { status, body } = await wire.send(imageForm('/api/v1/predictions?wait=30000', digit, name));
      expect({ name, status, text: (JSON.parse(body) as { text?: string }).text }).toEqual({ name, status: 200, text: '7' });
    }
  }, 60_000);

  it('of images cut off at every byte of their headers is refused or read', async () => {
    expect(await upload(cutImages(honest).map((bytes, i) => ({ name: `cut ${i}`, bytes, isReadable: true })))).toEqual([]);
  }, 120_000);

  it('was refused 10,000 times, ended no process, and left memory where it was after half of them', async () => {
    expect(refusals).toBeGreaterThanOrEqual(10_000);
    await readsDigits();
    const { before, first, second } = levels;
    const told = JSON.stringify({ before: rounded(before), first: rounded(first), second: rounded(second) });
    process.stdout.write(`hostile input: ${refusals} refusals; memory of ${SERVICES.join(' and ')}, MB: ${told}\n`);
    expect((await memory.of(product, SERVICES)).map(({ pid }) => pid)).toEqual(before.map(({ pid }) => pid));
    expect(growth('kept', second, first)).toBeLessThan(MOST_KEPT_MB);
    expect(growth('resident', second, before)).toBeLessThan(MOST_RESIDENT_MB);
  }, 60_000);
});
