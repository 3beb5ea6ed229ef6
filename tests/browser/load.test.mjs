// The page loads, and loads nothing that the size check does not count.

import assert from 'node:assert/strict';

import { test } from './support.mjs';

test('the page loads without a console error, and no request leaves its origin', async (page, visit) => {
  const response = await page.goto(visit.origin);
  assert.equal(response.status(), 200);
  await page.waitForLoadState('networkidle');
  assert.match(await page.title(), /Failover Lab/);
  assert(visit.requested.some((name) => name.endsWith('.wasm')), 'the module was asked for');
});

test('the first view asks for no file that the size check does not count', async (page, visit) => {
  await page.goto(visit.origin);
  await page.waitForLoadState('networkidle');
  const uncounted = visit.requested.filter((name) => !visit.firstView.includes(name));
  assert.deepEqual(uncounted, []);
});

test('the page works from a folder of a host as well as from its root', async (page, visit) => {
  await page.goto(visit.origin);
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll('link[href], script[src], img[src]')].map((part) => part.getAttribute('href') ?? part.getAttribute('src')),
  );
  const fixed = addresses.filter((address) => address.startsWith('/') || /^https?:/.test(address));
  assert.deepEqual(fixed, []);
});
