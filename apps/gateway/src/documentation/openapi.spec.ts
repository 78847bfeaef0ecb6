import 'reflect-metadata';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { RequestMethod } from '@nestjs/common';
import { predictionQuery } from '@numera/contracts';
import type { z } from 'zod';
import { CompatibilityController } from '../compatibility/controller';
import { HealthController } from '../health/controller';
import { ModelController } from '../models/controller';
import { PredictionController } from '../predictions/controller';
import { TrainingController } from '../training/controller';
import { openApiDocument } from './openapi';

type Operations = Record<string, Record<string, { responses: object }>>;

function routesOf(controller: new (...args: never[]) => object): string[] {
  const base = String(Reflect.getMetadata(PATH_METADATA, controller));
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]!.toLowerCase();
    const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
    return paths.map(
      (path) =>
        `${method} /${`${base}/${path}`
          .replace(/:(\w+)/g, '{$1}')
          .split('/')
          .filter(Boolean)
          .join('/')}`,
    );
  });
}

describe('the OpenAPI document', () => {
  const document = openApiDocument();
  const operations = document['paths'] as Operations;

  it('describes exactly the routes that the controllers serve', () => {
    const served = [PredictionController, CompatibilityController, ModelController, TrainingController, HealthController].flatMap(routesOf);
    const described = Object.entries(operations).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    expect(described.sort()).toEqual(served.sort());
  });

  it('names every parameter that a request to read takes, and no other', () => {
    const { parameters } = operations['/api/v1/predictions']!['post'] as unknown as { parameters: { name: string }[] };
    const taken = Object.keys((predictionQuery.in as z.ZodObject).shape);
    expect(parameters.map(({ name }) => name).sort()).toEqual(taken.sort());
  });

  it('refers only to schemas that it has', () => {
    const names = Object.keys((document['components'] as { schemas: object }).schemas);
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]);
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((name) => !names.includes(name!))).toEqual([]);
  });

  it('says that it is OpenAPI 3.1 and gives every operation an answer', () => {
    expect(document['openapi']).toBe('3.1.0');
    for (const methods of Object.values(operations)) {
      for (const operation of Object.values(methods)) expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
    }
  });
});
