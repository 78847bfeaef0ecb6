/** One value before and after; null where it was not there. */
export interface Change {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The values of an event side by side, those that stayed the same left out. What is no object is one value without a name. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter((change) => change.before !== change.after);
}

function valuesOf(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== 'object' || Array.isArray(value)) return new Map([[path, written(value)]]);
  const inner = Object.entries(value).flatMap(([name, part]: [string, unknown]): [string, string][] => {
    const inside = path ? `${path}.${name}` : name;
    return part === null ? [[inside, '–']] : [...valuesOf(part, inside)];
  });
  return new Map(inner);
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
