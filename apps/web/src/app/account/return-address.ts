/** Where to go after signing in: a page of ours, or the home page. An address that leads elsewhere is never followed. */
export function returnAddress(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]/.test(wanted)) return '/';
  // What a browser drops from an address (tabs, line ends) could turn it into one that leads elsewhere.
  return [...wanted].some((sign) => sign < ' ') ? '/' : wanted;
}
