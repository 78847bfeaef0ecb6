import type { RequestHandler } from 'express';
import helmet from 'helmet';

const TWO_YEARS_S = 63_072_000;

/** `wasm-unsafe-eval` lets the browser compile WebAssembly; Angular Material adds style elements at run time. */
const fixed = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
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
