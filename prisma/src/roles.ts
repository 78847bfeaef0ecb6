import { createHmac } from 'node:crypto';
import type { Client } from 'pg';

/** Roles of the database: the owner of the tables (cannot log in), the gateway's, and the queue's. */
export const OWNER_ROLE = 'numera_owner';
export const APP_ROLE = 'numera_app';
export const QUEUE_ROLE = 'numera_queue';
/** The schema that BullMQ's tables live in; nothing else does. */
export const QUEUE_SCHEMA = 'queue';

export interface ServiceUrls {
  readonly appUrl: string;
  readonly queueUrl: string;
}

/**
 * Connection strings of the services' own roles, from the owner's.
 * Their passwords are derived (HMAC-SHA-256 of the role's name under the owner's password), so that every replica
 * and every start agrees on them without a secret being kept anywhere, and no service learns the owner's.
 */
export function serviceUrls(ownerUrl: string): ServiceUrls {
  return { appUrl: urlFor(ownerUrl, APP_ROLE), queueUrl: urlFor(ownerUrl, QUEUE_ROLE) };
}

function urlFor(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.password = createHmac('sha256', decodeURIComponent(url.password)).update(`numera:${role}`).digest('hex');
  url.username = role;
  return url.href;
}

/** Creates the roles where they are missing, sets the passwords that `urls` carry, and leaves each only what it needs. */
export async function createRoles(client: Client, urls: ServiceUrls): Promise<void> {
  for (const role of [OWNER_ROLE, APP_ROLE, QUEUE_ROLE]) {
    // Roles belong to the whole cluster: another migrate step in another database may be creating the same one now.
    await client.query(`DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  }
  await setPassword(client, APP_ROLE, new URL(urls.appUrl).password);
  await setPassword(client, QUEUE_ROLE, new URL(urls.queueUrl).password);
  const database = client.escapeIdentifier(client.database ?? 'numera');
  await client.query(`
    GRANT ${OWNER_ROLE} TO CURRENT_USER;
    REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${database} TO ${APP_ROLE}, ${QUEUE_ROLE};
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE, CREATE ON SCHEMA public TO ${OWNER_ROLE};
    GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
    GRANT ${QUEUE_ROLE} TO CURRENT_USER;
    CREATE SCHEMA IF NOT EXISTS ${QUEUE_SCHEMA} AUTHORIZATION ${QUEUE_ROLE};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${OWNER_ROLE} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${APP_ROLE};
    ALTER ROLE ${QUEUE_ROLE} IN DATABASE ${database} SET search_path = ${QUEUE_SCHEMA};
  `);
}

/** Sets a role's password; two migrate steps in one cluster may collide on the row, which a second try settles. */
async function setPassword(client: Client, role: string, password: string): Promise<void> {
  const literal = client.escapeLiteral(decodeURIComponent(password));
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${literal}`);
      return;
    } catch (error) {
      const isCollision = error instanceof Error && /tuple concurrently updated/.test(error.message);
      if (!isCollision || attempt === 5) throw error;
    }
  }
}
