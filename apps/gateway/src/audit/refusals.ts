import type { AuditContent } from './event';

/** Most groups kept at once; what exceeds them is counted without its source, so that no attacker fills the memory. */
const MOST_GROUPS = 1_000;

/** Counts refusals that are alike (action, who, target, source) until they are taken as one row each, with the time and request of the first. */
export class Refusals {
  private groups = new Map<string, AuditContent>();

  add(content: AuditContent): void {
    const key = keyOf(content);
    const known = this.groups.get(key);
    if (known !== undefined) this.groups.set(key, { ...known, count: known.count + content.count });
    else if (this.groups.size < MOST_GROUPS) this.groups.set(key, content);
    else this.addToRest(content);
  }

  /** Everything counted since the last call. */
  take(): AuditContent[] {
    const taken = [...this.groups.values()];
    this.groups = new Map();
    return taken;
  }

  private addToRest(content: AuditContent): void {
    const { occurredAt, action, outcome } = content;
    const key = `rest ${action}`;
    const rest = this.groups.get(key);
    const nothing = { actorId: null, workspaceId: null, targetKind: null, targetId: null, source: null, requestId: null };
    this.groups.set(
      key,
      rest === undefined
        ? { ...nothing, occurredAt, action, outcome, actorKind: 'anonymous', before: null, after: null, count: content.count }
        : { ...rest, count: rest.count + content.count },
    );
  }
}

function keyOf({ action, actorKind, actorId, targetKind, targetId, source }: AuditContent): string {
  return JSON.stringify([action, actorKind, actorId, targetKind, targetId, source]);
}
