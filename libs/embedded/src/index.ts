export { startPostgres, type EmbeddedPostgres, type StartPostgresOptions } from './server';
export { EmbeddedPostgresError } from './errors';
export { freePort } from './ports';
