import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Access } from '../http/access';
import { FACTOR_PATHS } from './factor-paths';
import { AuthGate } from './gate';
import { AUTH_PATHS, type AuthPath } from './paths';

/** One route for each path of the allow-list, so that each has its rule like every other route. */
@Controller('api/auth')
export class AuthController {
  constructor(readonly gate: AuthGate) {}
}

for (const path of [...AUTH_PATHS, ...FACTOR_PATHS]) addRoute(path);

/** What decorators on a method of the class would do. */
function addRoute(path: AuthPath): void {
  const name = `${path.method} ${path.path}`;
  const value = function (this: AuthController, request: Request, response: Response) {
    return this.gate.pass(path, request, response);
  };
  Object.defineProperty(AuthController.prototype, name, { value, configurable: true });
  const descriptor: PropertyDescriptor = { value };
  (path.method === 'GET' ? Get : Post)(path.path)(AuthController.prototype, name, descriptor);
  Access(path.rule)(AuthController.prototype, name, descriptor);
  Req()(AuthController.prototype, name, 0);
  Res()(AuthController.prototype, name, 1);
}
