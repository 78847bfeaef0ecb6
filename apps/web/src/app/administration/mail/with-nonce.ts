/**
 * A mail's HTML as the page's content security policy lets it be shown: mail programs want styles on each element, the policy wants them in one
 * element that bears the page's nonce. Without a nonce it stays as it is.
 */
export function withNonce(html: string, nonce: string | null): string {
  if (nonce === null) return html;
  const rules: string[] = [];
  // Taken out before anything is parsed as a document: each is refused, and told in the console, where it is met as an attribute.
  const bare = html.replace(/ style="([^"]*)"/g, (_whole, style: string) => ` data-style="${rules.push(style) - 1}"`);
  const sheet = rules.map((rule, i) => `[data-style="${i}"]{${rule}}`).join('\n');
  return bare.replace('</head>', () => `<style nonce="${nonce}">${sheet}</style></head>`);
}
