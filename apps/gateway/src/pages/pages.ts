import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { allowStyles } from '../http/security-headers';

/** Angular puts a hash into these names, so what they hold never changes. */
const HASHED = /-[A-Z0-9]{8}\.(?:js|css|woff2?|svg|png)$/;
const YEAR_S = 31_536_000;
/** What is no page: the API's addresses, and files. */
const NO_PAGE = /^\/(?:api|health)(?:\/|$)|\.[a-z0-9]+$/i;

/** Serves the built web pages; every address that is no file and looks like a page gets the application's first page. */
export function pages(folder: string): RequestHandler[] {
  const root = resolve(folder);
  const files = express.static(root, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', HASHED.test(path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    },
  });
  return [firstPage(join(root, 'index.html')), files];
}

function firstPage(file: string): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && (request.path === '/index.html' || !NO_PAGE.test(request.path));
    if (!isPage || request.accepts('html') === false) return next();
    // Read anew, so that a build while the gateway runs is seen. Not built: then there is nothing here, as for any other address.
    const page = await readFile(file, 'utf8').catch(() => undefined);
    if (page === undefined) return next();
    // Angular puts this nonce on the style elements that it makes.
    response.type('html').send(page.replace('<numera-root', `<numera-root ngCspNonce="${allowStyles(response)}"`));
  };
}

/** The files of the page that shows the API's document. */
export function documentationAssets(): RequestHandler {
  return express.static(dirname(require.resolve('swagger-ui-dist/package.json')), { index: false, maxAge: '1d' });
}
