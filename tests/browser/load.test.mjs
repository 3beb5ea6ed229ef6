// The page loads, and loads nothing that the size check does not count.

import assert from 'node:assert/strict';

import { test } from './support.mjs';

test('the page loads without a console error, and no request leaves its origin', async (page, visit) => {
  await visit.open();
  await visit.settle();
  assert.match(await page.title(), /Failover Lab/);
  assert(visit.requested.some((name) => name.endsWith('.wasm')), 'the module was not asked for');
});

test('the first view asks for no file that the size check does not count', async (page, visit) => {
  await visit.open();
  await visit.settle();
  const uncounted = visit.requested.filter((name) => !visit.firstView.includes(name));
  assert.deepEqual(uncounted, []);
});

test('every address in the page is relative, so that it works from any folder of a host', async (page, visit) => {
  await visit.open();
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll('link[href], script[src], img[src]')].map(
      (part) => part.getAttribute('href') ?? part.getAttribute('src'),
    ),
  );
  const fixed = addresses.filter((address) => address.startsWith('/') || /^https?:/.test(address));
  assert.deepEqual(fixed, []);
});
