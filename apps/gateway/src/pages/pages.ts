import { dirname, join, resolve } from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';

/** Angular puts a hash into these names, so what they hold never changes. */
const HASHED = /-[A-Z0-9]{8}\.(?:js|css|woff2?|svg|png)$/;
const YEAR_S = 31_536_000;

/** Serves the built web pages; every address that is no file and looks like a page gets the application's first page. */
export function pages(folder: string): RequestHandler[] {
  const root = resolve(folder);
  const files = express.static(root, {
    index: 'index.html',
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', HASHED.test(path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    },
  });
  return [files, firstPage(join(root, 'index.html'))];
}

function firstPage(file: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const isPage = request.method === 'GET' && !/^\/(?:api|health)(?:\/|$)/.test(request.path) && !/\.[a-z0-9]+$/i.test(request.path);
    if (!isPage || request.accepts('html') === false) return next();
    response.set('Cache-Control', 'no-cache').sendFile(file, (error?: Error) => {
      // Not built: then there is nothing here, as for any other address.
      if (error && !response.headersSent) next();
    });
  };
}

/** The files of the page that shows the API's document. */
export function documentationAssets(): RequestHandler {
  return express.static(dirname(require.resolve('swagger-ui-dist/package.json')), { index: false, maxAge: '1d' });
}
