import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';

const TWO_YEARS_S = 63_072_000;

/** `wasm-unsafe-eval` lets the browser compile WebAssembly. `styles`: where styles may come from besides our own files. */
const policy = (...styles: string[]): NonNullable<Exclude<HelmetOptions['contentSecurityPolicy'], boolean>> => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    scriptSrcAttr: ["'none'"],
    styleSrc: ["'self'", ...styles],
    styleSrcAttr: ["'none'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
});

const fixed = helmet({
  contentSecurityPolicy: policy(),
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  // Only over https, where it means something: see below.
  strictTransportSecurity: false,
});

/** What pages of ours use: pictures may come from a camera. */
const PERMISSIONS = 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=()';
/** Answers about people and their data, which nothing on the way may keep; a route that knows better says so itself. */
const PRIVATE = /^\/api\/(?:v1|auth)(?:\/|$)/;

/** Headers of every answer. */
export const securityHeaders: RequestHandler = (request, response, next) => {
  if (request.secure) response.set('Strict-Transport-Security', `max-age=${TWO_YEARS_S}; includeSubDomains`);
  if (PRIVATE.test(request.path)) response.set('Cache-Control', 'no-store');
  response.set('Permissions-Policy', PERMISSIONS);
  fixed(request, response, next);
};

/**
 * Lets style elements with the returned nonce into the page that this answer is: those that Angular makes at run time, or the page's own.
 * Nobody may keep such an answer, since a nonce that is used twice can be known.
 */
export function allowStyles(response: Response): string {
  const nonce = randomBytes(16).toString('base64');
  helmet.contentSecurityPolicy(policy(`'nonce-${nonce}'`))(response.req, response, () => undefined);
  response.set('Cache-Control', 'no-store');
  return nonce;
}
