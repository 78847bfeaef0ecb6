import { z } from 'zod';
import type { Route } from '../http/routes';
import { VERSION } from '../platform/version';
import { schemas, type Json, type Paths } from './parts';
import { accountPaths } from './paths/accounts';
import { administrationPaths } from './paths/administration';
import { recognitionPaths } from './paths/recognition';
import { signInPaths } from './paths/sign-in';
import { workspacePaths } from './paths/workspaces';
import { accessOf, rulesByOperation, securitySchemes } from './security';

const paths: Paths = { ...recognitionPaths, ...signInPaths, ...accountPaths, ...workspacePaths, ...administrationPaths };

/** Bodies that callers send are described as they are sent, before defaults. */
const REQUEST = /Request$|Change$|Choice$|Acceptance$|^Setup$|^NewAdministrator$/;

/** The group that an address is listed in. */
function tagOf(path: string): string {
  if (path.startsWith('/api/auth')) return 'sign-in';
  const feature = /^\/api\/v1\/([a-z-]+)/.exec(path)?.[1];
  if (feature !== undefined) return feature;
  return path.startsWith('/health') ? 'health' : 'earlier interfaces';
}

/** Every operation with its group and, by the rule of its route, who may call it. */
function complete(routes: readonly Route[]): Json {
  const rules = rulesByOperation(routes);
  const operationOf = (path: string, method: string, operation: Json): Json => {
    const rule = rules.get(`${method} ${path}`);
    const { security, responses } = rule === undefined ? { security: undefined, responses: {} } : accessOf(rule);
    return {
      tags: [tagOf(path)],
      ...(security && { security }),
      ...operation,
      responses: { ...responses, ...(operation['responses'] as Json) },
    };
  };
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, operationOf(path, method, operation)])),
    ]),
  );
}

/** The OpenAPI 3.1 document of these routes; its schemas are the zod contracts themselves. */
export function openApiDocument(routes: readonly Route[]): Json {
  const components = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const io = REQUEST.test(name) ? 'input' : 'output';
      const { $schema: _dialect, ...body } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
      return [name, body];
    }),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Numera',
      version: VERSION,
      description: 'Reads handwritten digits and says how sure it is.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: complete(routes),
    components: { schemas: components, securitySchemes },
  };
}
