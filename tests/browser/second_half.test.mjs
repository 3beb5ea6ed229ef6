// The second half of the program: not there at first, fetched when somebody does something, missed in words.

import assert from 'node:assert/strict';

import { CUT, enter, entered, now, type } from './bench.mjs';
import { test } from './support.mjs';

const SECOND_HALF = '**/*_second_half.wasm';

test('the second half is fetched once, when somebody does something', async (page, visit) => {
  await visit.open('?autoplay=0');
  await visit.settle();
  const fetched = () => visit.requested.filter((name) => name.endsWith('_second_half.wasm')).length;
  assert.equal(fetched(), 0);
  await enter(page, 'Get-LabMail');
  await page.getByText('Accepted').waitFor();
  await enter(page, 'Get-LabMail');
  assert.equal(fetched(), 1);
});

test('what is wanted while the second half is on its way is done in its order once it is there', async (page, visit) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(SECOND_HALF, async (route) => {
    await released;
    await route.continue();
  });
  await visit.open('?autoplay=0');
  await type(page, CUT);
  await type(page, 'Get-LabMail');
  await page.getByRole('combobox', { name: /Console line/ }).fill('Get-LabMa');
  assert.deepEqual(await entered(page), []);
  release();
  await page.getByText('Accepted').waitFor();
  assert.deepEqual(await entered(page), [CUT, 'Get-LabMail']);
  await page.locator('.console__ghost', { hasText: 'Get-LabMail' }).waitFor();
});

test('a second half that cannot be loaded is missed in words, and asked for again', async (page, visit) => {
  await page.route(SECOND_HALF, (route) => route.fulfill({ status: 404, body: 'no such file' }));
  await visit.open('?autoplay=0');
  await page.getByRole('tab', { name: 'Journal' }).click();
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await page.unroute(SECOND_HALF);
  await page.getByRole('tab', { name: 'Journal' }).click();
  await page.getByRole('tabpanel', { name: 'Journal' }).waitFor();
}, { allow: [/404/] });

test('an address that asks for a run waits for the second half, and says so if it does not come', async (page, visit) => {
  await visit.open('?scenario=scc&autoplay=0');
  assert(visit.requested.some((name) => name.endsWith('_second_half.wasm')));
  await page.route(SECOND_HALF, (route) => route.fulfill({ status: 404, body: 'no such file' }));
  await page.reload();
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  assert.equal(await page.locator('[data-ready="true"]').count(), 0);
}, { allow: [/404/] });

test('a run that nobody touches goes on for ten minutes, fetches the second half, and goes further', async (page, visit) => {
  await page.route(SECOND_HALF, (route) => route.fulfill({ status: 404, body: 'no such file' }));
  await visit.open('?autoplay=1&speed=600');
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  assert.equal(await now(page), 600_000);
  await page.unroute(SECOND_HALF);
  await visit.open('?autoplay=1&speed=600');
  await page.waitForFunction(() => Number(document.querySelector('#lab').dataset.nowMs) > 1_200_000);
}, { allow: [/404/] });
