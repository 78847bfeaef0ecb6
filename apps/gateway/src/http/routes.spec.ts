import 'reflect-metadata';
import { Controller, Get, Post } from '@nestjs/common';
import { Access } from './access';
import { routesOfController } from './routes';

@Controller('api/v1/things')
class Things {
  @Get()
  @Access('anyone')
  list(): void {
    return;
  }

  @Post([':id/copies', 'copies/:id'])
  @Access('person')
  copy(): void {
    return;
  }

  @Get('secret')
  secret(): void {
    return;
  }

  helper(): void {
    return;
  }
}

test('every address of a controller is a route with its rule, and one without a rule shows', () => {
  expect(routesOfController(Things)).toEqual([
    { method: 'GET', path: '/api/v1/things', rule: 'anyone' },
    { method: 'POST', path: '/api/v1/things/:id/copies', rule: 'person' },
    { method: 'POST', path: '/api/v1/things/copies/:id', rule: 'person' },
    { method: 'GET', path: '/api/v1/things/secret', rule: undefined },
  ]);
});
