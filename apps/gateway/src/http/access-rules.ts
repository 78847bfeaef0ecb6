import type { Caller, Role, Scope, Standing } from './caller';

interface Rule {
  /** Whether it takes callers of whom nothing is known; `setting`: while NUMERA_ANONYMOUS is on. */
  readonly anonymous?: true | 'setting';
  /** The least role in the workspace that a signed-in person needs. */
  readonly person?: Role;
  /** The scope that a key needs, whose maker must do for the route as well; without it no key will do. */
  readonly scope?: Scope;
  /** Besides or instead: the installation's administrators, and whoever holds NUMERA_ADMIN_TOKEN. */
  readonly administrator?: true;
  /** Whoever holds NUMERA_ADMIN_TOKEN, and nobody else. */
  readonly operator?: true;
}

/** Who may call a route. What of the rows behind it a caller may see is the service's to decide. */
export const rules = {
  anyone: { anonymous: true, person: 'service', scope: undefined },
  /** Signed-in people themselves: no program acts for them here. */
  person: { person: 'service' },
  /** Asking for a prediction. */
  predict: { anonymous: 'setting', person: 'service', scope: 'predict' },
  /** Reading one prediction: by its token, or as whose it is. */
  'prediction-reader': { anonymous: true, person: 'service', scope: 'predict' },
  /** The list of one's own predictions. */
  'prediction-owner': { person: 'service', scope: 'predict' },
  batch: { person: 'service', scope: 'batch' },
  reviewer: { person: 'reviewer', scope: 'review' },
  /** Seeing whom one shares a workspace with. */
  member: { person: 'service', scope: 'admin' },
  'workspace-admin': { person: 'admin', scope: 'admin' },
  /** Training takes the machine of all workspaces, so it is no workspace's to ask for. */
  train: { scope: 'train', administrator: true },
  administrator: { administrator: true },
  /** What no account may do, be it an administrator's: to act for another. */
  operator: { operator: true },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** Roles by what they include; `service` is the least of them. */
const RANK: Readonly<Record<Role, number>> = { service: 0, user: 1, reviewer: 2, admin: 3 };

export type Verdict = 'allowed' | 'unauthenticated' | 'forbidden';

/** Whether a caller may call a route with this rule. Pure: the access table in docs is checked against it over HTTP. */
export function judge(name: RuleName, caller: Caller, isAnonymousOn: boolean): Verdict {
  const rule: Rule = rules[name];
  // A key may do what its scopes say, also where others need not say who they are.
  if (rule.anonymous === true && !(caller.kind === 'key' && rule.scope !== undefined)) return 'allowed';
  switch (caller.kind) {
    case 'anonymous':
      return rule.anonymous === 'setting' && isAnonymousOn ? 'allowed' : 'unauthenticated';
    case 'operator':
      return rule.administrator === true || rule.operator === true ? 'allowed' : 'forbidden';
    case 'key':
      return rule.scope !== undefined && caller.scopes.includes(rule.scope) && suffices(rule, caller) ? 'allowed' : 'forbidden';
    case 'person':
      return suffices(rule, caller) ? 'allowed' : 'forbidden';
  }
}

/** Whether a key made by such a member may have a scope: they must do for every route that the scope opens. */
export function mayGive(member: Standing, scope: Scope): boolean {
  return Object.values<Rule>(rules).every((rule) => rule.scope !== scope || suffices(rule, member));
}

/** Whether what someone is does for a rule: by their role, or as an administrator of the installation. */
function suffices(rule: Rule, { role, isAdministrator }: Standing): boolean {
  return (rule.administrator === true && isAdministrator) || includes(role, rule.person);
}

/** Whether a role does where at least another is asked for; where none is, no role does. */
function includes(role: Role, least: Role | undefined): boolean {
  return least !== undefined && RANK[role] >= RANK[least];
}
