import { rules, type RuleName } from '../http/access-rules';
import type { Route } from '../http/routes';
import { problems, type Json } from './parts';

/** Ways to say who one is. */
export const securitySchemes: Json = {
  session: { type: 'apiKey', in: 'cookie', name: '__Host-numera.session', description: 'Signed in with a browser.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  bearerKey: { type: 'http', scheme: 'bearer', description: 'The same key.' },
  operator: { type: 'http', scheme: 'bearer', description: 'NUMERA_ADMIN_TOKEN: whoever runs the installation.' },
};

interface AnyRule {
  readonly anonymous?: true | 'setting';
  readonly person?: string;
  readonly scope?: string;
  readonly administrator?: true;
  readonly operator?: true;
}

/** What an operation says of its callers: which of the schemes it takes, and its refusals. */
export function accessOf(name: RuleName): { readonly security: readonly Json[]; readonly responses: Json } {
  const rule: AnyRule = rules[name];
  const security = [
    ...(rule.anonymous === undefined ? [] : [{}]),
    ...(rule.anonymous === true && rule.scope === undefined ? [] : schemesOf(rule)),
  ];
  if (rule.anonymous === true && rule.scope === undefined) return { security, responses: {} };
  const who = problems('Nobody, or a key that is not good');
  return { security, responses: { 401: who, 403: problems(`Not one of those who may (${name})`) } };
}

function schemesOf({ person, scope, administrator, operator }: AnyRule): Json[] {
  return [
    ...(person !== undefined || administrator ? [{ session: [] }] : []),
    ...(scope === undefined ? [] : [{ apiKey: [] }, { bearerKey: [] }]),
    ...(administrator || operator ? [{ operator: [] }] : []),
  ];
}

/** Rules by method and address as OpenAPI writes them: `get /things/{id}`. */
export function rulesByOperation(routes: readonly Route[]): ReadonlyMap<string, RuleName> {
  return new Map(
    routes.flatMap(({ method, path, rule }) =>
      rule === undefined ? [] : [[`${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`, rule] as const],
    ),
  );
}
