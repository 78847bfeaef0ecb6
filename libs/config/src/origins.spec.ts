import { loadConfig } from './config';

const origins = (NUMERA_CORS_ORIGINS: string) => loadConfig({ NUMERA_CORS_ORIGINS }).NUMERA_CORS_ORIGINS;

it('names no origin unless told', () => expect(loadConfig({}).NUMERA_CORS_ORIGINS).toEqual([]));

it('takes origins separated by spaces or commas', () =>
  expect(origins('https://a.example, http://localhost:4200')).toEqual(['https://a.example', 'http://localhost:4200']));

it.each([
  '*',
  'null',
  'a.example',
  'https://a.example/',
  'https://a.example/path',
  'https://*.example',
  'file:///',
  'https://A.example',
  'https://a.example:443',
])('refuses %s, which no browser would send as an origin', (text) => expect(() => origins(text)).toThrow('NUMERA_CORS_ORIGINS'));
