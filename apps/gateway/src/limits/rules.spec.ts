import { loadConfig } from '@numera/config';
import { delayOf, quotaOf } from './rules';

it('reads spans in seconds, minutes and hours', () => {
  const config = loadConfig({
    NUMERA_LIMIT_PREDICT: '7/30s',
    NUMERA_LIMIT_SIGN_IN: '20/5m',
    NUMERA_LIMIT_MAIL: '3/2h',
    NUMERA_LIMIT_CODE: 'off',
  });
  expect(quotaOf(config, 'predict', 'caller')).toEqual({ points: 7, seconds: 30 });
  expect(quotaOf(config, 'sign-in', 'source')).toEqual({ points: 20, seconds: 300 });
  expect(quotaOf(config, 'mail', 'source')).toEqual({ points: 3, seconds: 7200 });
  expect(quotaOf(config, 'code', 'source')).toBeNull();
  expect(quotaOf(config, 'predict', 'source')).toBeNull();
});

it.each(['20', '20/', '/5m', '0/5m', '20/5d', '-1/5m', '1e3/5m'])('refuses the setting %s', (setting) =>
  expect(() => loadConfig({ NUMERA_LIMIT_SIGN_IN: setting })).toThrow('NUMERA_LIMIT_SIGN_IN'),
);

it.each(['0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0', 'example.org', '10.0.0.0/8/8'])('does not trust the proxy %s', (proxy) =>
  expect(() => loadConfig({ NUMERA_TRUSTED_PROXIES: proxy })).toThrow('NUMERA_TRUSTED_PROXIES'),
);

it('makes tries at an account slower, and never so slow that the owner is locked out', () => {
  expect([1, 10, 11, 12, 13, 16, 17, 1000].map(delayOf)).toEqual([0, 0, 100, 200, 400, 3200, 5000, 5000]);
});
