export { PrismaClient, Prisma } from './generated/client';
export type * from './generated/client';
export { openDatabase, type Database, type Transaction } from './database';
export { migrate, type Migrated, type MigrateOptions } from './migrate';
export { applyMigrations, readMigrations, MigrationError, type Migration } from './migrations';
export { APP_ROLE, OWNER_ROLE, QUEUE_ROLE, QUEUE_SCHEMA, serviceUrls, type ServiceUrls } from './roles';
