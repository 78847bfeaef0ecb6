/** What the visitor chose before under a name, or null. A browser may refuse storage altogether. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`numera.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a choice for the next visit, if the browser lets us. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`numera.${name}`, value);
  } catch {
    // The choice then holds for this visit.
  }
}
