/** A request to better-auth: nothing of a caller's but what is given here. */
export function libraryRequest(
  url: URL,
  method: 'GET' | 'POST',
  values: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, string>> = {},
): Request {
  const headers = new Headers({ 'content-type': 'application/json', ...given });
  if (method === 'POST') return new Request(url, { method, headers, body: JSON.stringify(values) });
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, String(value));
  return new Request(url, { headers });
}
