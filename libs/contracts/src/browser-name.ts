/** In the order they are looked for: most name themselves after others too. */
const BROWSERS = [
  ['Edge', /Edg(?:e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Firefox', /(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /Safari\//],
  ['curl', /^curl\//],
] as const;
const SYSTEMS = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Windows', /Windows/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux|X11/],
] as const;

/** The browser and system that a User-Agent header speaks of; null when it speaks of none that is known. */
export function browserOf(userAgent: string | null): { browser: string; system: string | null } | null {
  const find = (kinds: readonly (readonly [string, RegExp])[]): string | undefined =>
    kinds.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0];
  const browser = find(BROWSERS);
  return browser ? { browser, system: find(SYSTEMS) ?? null } : null;
}
