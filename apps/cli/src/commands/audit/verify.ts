import { auditVerification } from '@numera/contracts';
import type { Subcommand } from '../../command';
import { parseOptions } from '../../options';
import { connect } from '../admin/server';

const help = `Usage: numera audit verify [--url URL] [--json]

Has the running server compute every hash of its audit trail anew and compare it with the heads that it exported. Exit code 1 when a row
was changed, removed or cut off; each such row is a line of standard output.

  --url URL   of the server (default: http://HOST:PORT)
  --json      one line of JSON: what was found`;

export const verify: Subcommand = {
  name: 'verify',
  summary: 'find rows of the audit trail that were tampered with',
  help,
  async run(args, surroundings) {
    const { values } = parseOptions(args, { url: { type: 'string' }, json: { type: 'boolean' } } as const);
    const { log, out } = surroundings;
    const server = await connect(values.url, surroundings);
    const found = await server.call(auditVerification, '/audit-events/verification');
    if (values.json === true) out.write(`${JSON.stringify(found)}\n`);
    else for (const { message } of found.faults) out.write(`${message}\n`);
    log.write(
      `${found.events} events and ${found.heads} exported heads: ${found.isIntact ? 'nothing was changed' : 'the trail was changed'}\n`,
    );
    return found.isIntact ? 0 : 1;
  },
};
