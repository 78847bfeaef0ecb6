import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client';

export type Database = PrismaClient;
/** What a statement can be sent to: the client itself, or a transaction of it. */
export type Transaction = Prisma.TransactionClient;

/** Statements that have a name are parsed and planned once a connection. Lists of other lengths make other texts, so there is a limit. */
const MOST_NAMES = 200;
const names = new Map<string, string>();

function statementName({ sql }: { readonly sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  // The empty name is PostgreSQL's for a statement that is used once.
  if (names.size >= MOST_NAMES) return '';
  const name = `numera-${names.size + 1}`;
  names.set(sql, name);
  return name;
}

/** A Prisma client on the gateway's own role. `connections`: the size of its pool. */
export function openDatabase(url: string, connections = 10): Database {
  const settings = { connectionString: url, max: connections, application_name: 'numera-gateway' };
  return new PrismaClient({ adapter: new PrismaPg(settings, { statementNameGenerator: statementName }) });
}
