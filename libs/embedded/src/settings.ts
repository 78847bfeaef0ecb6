/**
 * Server settings, given on the command line so that a newer Numera's apply to an older cluster. Chosen for one machine of
 * two cores that also runs three Node services; durability (fsync, synchronous_commit) stays at PostgreSQL's own defaults: on.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // Paths over 107 bytes cannot be sockets, and no one needs one.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  // No replica and no archive reads the log, so it holds only what recovery needs.
  wal_level: 'minimal',
  max_wal_senders: '0',
  min_wal_size: '80MB',
  max_wal_size: '512MB',
  checkpoint_completion_target: '0.9',
  // Queries are short: a compiler or helper processes would cost more than they give.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  huge_pages: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
};

/** Arguments of `postgres` for the cluster at `path`, listening on `port`. */
export function serverArguments(path: string, port: number): string[] {
  return ['-D', path, '-p', String(port), ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
