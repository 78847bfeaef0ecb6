import { drawing } from '../drawings';
import { Wire } from '../hostile/wire';
import { requests, type Sent, type Things } from './requests';
import { accessTable, CALLERS, type AccessRow, type CallerName } from './table';
import { World } from './world';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly rule: string;
}

const rows = accessTable();
const named = ({ method, path, rule }: Route): string => `${method} ${path} (${rule})`;

describe('docs/access.md', () => {
  let world: World;
  let wire: Wire;
  let things: Things;

  beforeAll(async () => {
    world = await World.open({ LOG_LEVEL: 'debug', LOG_FORMAT: 'json' });
    wire = new Wire(world.product.url);
    const digit = await drawing(7);
    const made = await wire.send({
      method: 'POST',
      path: '/api/v1/predictions?wait=30000',
      headers: { 'content-type': 'image/png', ...(await world.credentials('owner')) },
      body: digit,
    });
    things = { world, digit, predictionId: (JSON.parse(made.body) as { id: string }).id };
  }, 240_000);
  afterAll(async () => {
    wire.close();
    await world.close();
  }, 30_000);

  it('has a row for every route that the gateway serves, with its rule, and no other', () => {
    const served = routesIn(world.product.log).map(named);
    expect(rows.map(named).sort()).toEqual(served.sort());
  });

  it('is no longer than the OpenAPI document, which describes every route but its own pages', async () => {
    const { body } = await wire.send({ method: 'GET', path: '/api/openapi.json' }, Infinity);
    const { paths } = JSON.parse(body) as { paths: Record<string, object> };
    const described = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    const served = routesIn(world.product.log).map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(served.filter((name) => !/^get \/api(?:\/docs.*|\/openapi\.json)?$/.test(name)).sort());
  });

  async function ask(row: AccessRow, caller: CallerName): Promise<number> {
    const { params, query, headers, body }: Sent = (await requests[`${row.method} ${row.path}`]?.(things)) ?? {};
    const path = row.path.replace(/:(\w+)/g, (_whole, name: string) => params?.[name] ?? 'missing');
    const answer = await wire.send({
      method: row.method,
      path: query === undefined ? path : `${path}?${query}`,
      headers: { ...headers, ...(await world.credentials(caller, row.rule)) },
      body: typeof body === 'string' ? Buffer.from(body) : body,
    });
    return answer.status;
  }

  it.each(rows.map((row) => [`${row.method} ${row.path}`, row] as const))('says who may %s', async (_name, row) => {
    const statuses: Partial<Record<CallerName, number>> = {};
    for (const caller of CALLERS) statuses[caller] = await ask(row, caller);
    expect(statuses).toEqual(row.statuses);
  });
});

/** The routes as the gateway lists them when it starts. */
function routesIn(log: readonly string[]): Route[] {
  const line = log.find((text) => text.startsWith('{') && text.includes('"msg":"routes"'));
  if (line === undefined) throw new Error('the gateway did not list its routes');
  return (JSON.parse(line) as { routes: Route[] }).routes;
}
