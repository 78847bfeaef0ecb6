/** One thing that was looked at. */
export interface Finding {
  /** Stable name, for machines. */
  readonly name: string;
  /** `missing` is bad only for what Numera needs. */
  readonly state: 'ok' | 'missing';
  /** Whether Numera cannot work here without it. */
  readonly isNeeded: boolean;
  /** What is there, or why it is not. */
  readonly detail: string;
  /** What would bring it, where something would. */
  readonly remedy?: string;
}

/** Findings that belong together. */
export interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Something that is there. */
export const found = (name: string, detail: string, isNeeded = false): Finding => ({ name, state: 'ok', isNeeded, detail });

/** Something that is not there. */
export const missing = (name: string, detail: string, isNeeded = false, remedy?: string): Finding => ({
  name,
  state: 'missing',
  isNeeded,
  detail,
  ...(remedy === undefined ? {} : { remedy }),
});

/** Whether all that Numera needs is there. */
export const isHealthy = (sections: readonly Section[]): boolean =>
  sections.every(({ findings }) => findings.every(({ state, isNeeded }) => state === 'ok' || !isNeeded));

const MARK = { ok: 'ok', missing: '--', needed: 'NO' } as const;

/** The sections as people read them: a mark (ok, -- for what is merely absent, NO for what is needed), a name, a detail, a remedy. */
export function linesOf(sections: readonly Section[]): string[] {
  const width = Math.max(0, ...sections.flatMap(({ findings }) => findings.map(({ name }) => name.length)));
  const lines = sections.flatMap(({ title, findings }) => [
    title,
    ...findings.flatMap(({ name, state, isNeeded, detail, remedy }) => {
      const mark = state === 'ok' ? MARK.ok : isNeeded ? MARK.needed : MARK.missing;
      const indent = ' '.repeat(width + 8);
      return [`  ${mark}  ${name.padEnd(width)}  ${detail}`, ...(remedy === undefined ? [] : [`${indent}to have it: ${remedy}`])];
    }),
    '',
  ]);
  return [...lines, isHealthy(sections) ? 'Numera has all it needs here.' : 'Numera lacks something it needs: see NO above.'];
}
