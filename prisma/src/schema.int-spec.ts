import { testPostgres, type TestDatabase } from '@numera/testing';
import { Client } from 'pg';
import { Prisma } from './generated/client';
import type { PrismaClient } from './generated/client';
import { openDatabase } from './database';
import { migrate } from './migrate';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly isNullable: boolean;
}

/** How PostgreSQL names the types that schema.prisma writes. */
const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  'String @db.Uuid': 'uuid',
  Int: 'integer',
  Float: 'double precision',
  Boolean: 'boolean',
  Json: 'jsonb',
  BigInt: 'bigint',
  Bytes: 'bytea',
  'DateTime @db.Date': 'date',
  'DateTime @db.Timestamptz(3)': 'timestamp with time zone(3)',
};

/** Columns as schema.prisma says: read from its text, which is the one thing that both Prisma and we look at. */
async function columnsOfSchema(): Promise<Column[]> {
  const { readFile } = await import('node:fs/promises');
  const { join } = await import('node:path');
  const text = await readFile(join(__dirname, '..', 'schema.prisma'), 'utf8');
  const blocks = [...text.matchAll(/^(model|enum) (\w+) \{\n([\s\S]*?)^\}/gm)];
  const enums = new Map(blocks.filter((b) => b[1] === 'enum').map((b) => [b[2]!, /@@map\("(\w+)"\)/.exec(b[3]!)![1]!]));
  const models = new Set(blocks.filter((b) => b[1] === 'model').map((b) => b[2]!));
  return blocks
    .filter((block) => block[1] === 'model')
    .flatMap((block) => {
      const table = /@@map\("(\w+)"\)/.exec(block[3]!)![1]!;
      const fields = [...block[3]!.matchAll(/^ {2}(\w+)\s+(\w+)(\?|\[\])?(.*)$/gm)].filter((field) => !models.has(field[2]!));
      return fields.map((field) => {
        const native = /@db\.\w+(?:\(\d+\))?/.exec(field[4]!)?.[0];
        const written = native === undefined ? field[2]! : `${field[2]!} ${native}`;
        const column = / @map\("(\w+)"\)/.exec(field[4]!)?.[1] ?? field[1]!;
        const type = field[3] === '[]' ? 'ARRAY' : (enums.get(written) ?? TYPES[written] ?? `unknown ${written}`);
        return { table, column, type, isNullable: field[3] === '?' };
      });
    });
}

async function columnsOfDatabase(client: Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    SELECT table_name AS table, column_name AS column, is_nullable = 'YES' AS "isNullable",
      CASE data_type WHEN 'USER-DEFINED' THEN udt_name
        WHEN 'timestamp with time zone' THEN data_type || '(' || datetime_precision || ')' ELSE data_type END AS type
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_prisma%'`);
  return rows;
}

const byName = (a: Column, b: Column) => `${a.table}.${a.column}`.localeCompare(`${b.table}.${b.column}`);

describe('schema.prisma and the migrations', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await testPostgres({ migrate });
    client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.stop();
  });

  it('name the same tables and columns, with the same types', async () => {
    const expected = await columnsOfSchema();
    expect(expected.length).toBeGreaterThan(60);
    expect((await columnsOfDatabase(client)).sort(byName)).toEqual(expected.sort(byName));
  });

  it('name the same values of every enum', async () => {
    const { rows } = await client.query<{ name: string; values: string[] }>(`
      SELECT typname AS name, array_agg(enumlabel::text ORDER BY enumsortorder) AS values
      FROM pg_enum JOIN pg_type t ON t.oid = enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE n.nspname = 'public' GROUP BY typname ORDER BY typname`);
    const { readFile } = await import('node:fs/promises');
    const { join } = await import('node:path');
    const text = await readFile(join(__dirname, '..', 'schema.prisma'), 'utf8');
    const written = [...text.matchAll(/^enum \w+ \{\n([\s\S]*?)^\}/gm)].map((block) => ({
      name: /@@map\("(\w+)"\)/.exec(block[1]!)![1]!,
      values: [...block[1]!.matchAll(/^ {2}(\w+)$/gm)].map((value) => value[1]!),
    }));
    expect(rows).toEqual(written.sort((a, b) => a.name.localeCompare(b.name)));
  });

  it('work together: every model can be read through Prisma Client', async () => {
    const prisma: PrismaClient = openDatabase(database.appUrl, 2);
    try {
      const models = Object.values(Prisma.ModelName);
      expect(models.length).toBeGreaterThanOrEqual(8);
      for (const model of models) {
        const delegate = prisma[(model[0]!.toLowerCase() + model.slice(1)) as 'image'];
        await expect(delegate.findMany({ take: 1 })).resolves.toBeInstanceOf(Array);
      }
    } finally {
      await prisma.$disconnect();
    }
  });
});
