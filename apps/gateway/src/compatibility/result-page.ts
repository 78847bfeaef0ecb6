const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** The page that S2's form leads to: the digit, how sure it is, and the way back. `nonce`: what the answer lets styles in by. */
export function resultPage({ digit, confidence }: { digit: number; confidence: number }, nonce: string): string {
  return page(nonce, 'Result', `<p class="digit">${digit}</p><p>Probability: ${(confidence * 100).toFixed(2)}%</p>`);
}

/** The same page when the image could not be read. */
export function errorPage(message: string, nonce: string): string {
  return page(nonce, 'No result', `<p role="alert">${escape(message)}</p>`);
}

function page(nonce: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Numera</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; }
body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center; }
.digit { font-size: 8rem; line-height: 1; margin: 0; font-weight: 700; }
a { display: inline-block; padding: .75rem 1.5rem; border: 2px solid; border-radius: .5rem; color: inherit; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
<p><a href="/recognise">Back</a></p>
</main>
</body>
</html>
`;
}
