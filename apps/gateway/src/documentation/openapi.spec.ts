import 'reflect-metadata';
import { predictionQuery } from '@numera/contracts';
import type { z } from 'zod';
import type { Route } from '../http/routes';
import { openApiDocument } from './openapi';

type Operations = Record<string, Record<string, { responses: object }>>;

const ROUTES: Route[] = [
  { method: 'GET', path: '/api/v1/predictions/:id', rule: 'prediction-reader' },
  { method: 'POST', path: '/api/v1/predictions', rule: 'predict' },
  { method: 'GET', path: '/api/v1/users', rule: 'administrator' },
  { method: 'GET', path: '/health', rule: 'anyone' },
  { method: 'GET', path: '/api/v1/me', rule: 'person' },
];

describe('the OpenAPI document', () => {
  const document = openApiDocument(ROUTES);
  const operations = document['paths'] as Operations;

  it('says of each route who may call it', () => {
    const securityOf = (path: string, method: string) => (operations[path]![method] as unknown as { security: object[] }).security;
    expect(securityOf('/health', 'get')).toEqual([{}]);
    expect(securityOf('/api/v1/me', 'get')).toEqual([{ session: [] }]);
    expect(securityOf('/api/v1/users', 'get')).toEqual([{ session: [] }, { operator: [] }]);
    expect(securityOf('/api/v1/predictions', 'post')).toEqual([{}, { session: [] }, { apiKey: [] }, { bearerKey: [] }]);
    expect(operations['/api/v1/me']!['get']!.responses).toHaveProperty('401');
    expect(operations['/health']!['get']!.responses).not.toHaveProperty('401');
  });

  it('says of every operation what it does', () => {
    const summaries = Object.values(operations).flatMap((methods) =>
      Object.values(methods).map((operation) => (operation as unknown as { summary: string }).summary),
    );
    expect(summaries.filter((summary) => !/^[\p{Lu}].*\s/u.test(summary))).toEqual([]);
  });

  it('names every parameter that a request to read takes, and no other', () => {
    const { parameters } = operations['/api/v1/predictions']!['post'] as unknown as { parameters: { name: string; in: string }[] };
    const taken = Object.keys((predictionQuery.in as z.ZodObject).shape);
    const named = (place: string) => parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
    expect(named('query').sort()).toEqual(taken.sort());
    expect(named('header')).toEqual(['Idempotency-Key']);
  });

  it('says where a request to read gets less than it asks for', () => {
    const { parameters } = operations['/api/v1/predictions']!['post'] as unknown as { parameters: { name: string; description: string }[] };
    const saidOf = (name: string) => parameters.find((parameter) => parameter.name === name)!.description;
    expect(saidOf('explain')).toContain('of more than 16 digits, the first 16');
    expect(saidOf('mode')).toContain('the `mode` of the reading says how it was read');
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
