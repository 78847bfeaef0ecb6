// Loaded before a program (`--require`): what it would fetch from the origins that NUMERA_TEST_ORIGINS names
// (`https://there.example=http://127.0.0.1:1234,…`) comes from servers of the test.
const routes = (process.env.NUMERA_TEST_ORIGINS ?? '').split(',').map((route) => route.split('='));
const original = globalThis.fetch;

globalThis.fetch = (target, ...given) => {
  const url = new URL(target);
  const route = routes.find(([origin]) => origin === url.origin);
  return original(route === undefined ? url : new URL(url.pathname + url.search, route[1]), ...given);
};
