// What an address can ask for, and what becomes of one that is wrong.

import assert from 'node:assert/strict';

import { atRest, now } from './bench.mjs';
import { test } from './support.mjs';

test('a start moment opens the page there, at rest', async (page, visit) => {
  await visit.open('?scenario=ccr&seed=42&t=1:30');
  await page.waitForFunction(() => document.querySelector('#lab').dataset.nowMs === '90000');
  await page.waitForTimeout(500);
  assert.equal(await now(page), 90_000);
});

test('the same address gives the same run, another seed another one', async (page, visit) => {
  const run = async (address) => {
    await visit.open(address);
    await page.waitForFunction(() => document.querySelector('#lab').dataset.nowMs === '600000');
    return (await atRest(page)).digest;
  };
  const digest = await run('?t=600');
  assert.equal(await run('?seed=42&t=10:00'), digest);
  assert.notEqual(await run('?seed=43&t=10:00'), digest);
});

test('a bad address opens the default and says once what was wrong', async (page, visit) => {
  await visit.open('?seed=nope&t=-1&speed=1e9&theme=pink&scenario=dag&mailboxes=0&embed=maybe&build=rtm&windows=2008&%ff=%zz');
  const notice = page.getByRole('alert');
  assert.equal(await notice.count(), 1);
  assert((await notice.getByRole('listitem').count()) >= 6);
  await page.getByRole('button', { name: 'Put this notice away' }).click();
  assert.equal(await notice.count(), 0);
});

test('settings begin a new run and stand in the address', async (page, visit) => {
  await visit.open();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'Seed' }).fill('7');
  await page.getByRole('textbox', { name: 'Mailboxes' }).fill('300');
  await page.getByRole('button', { name: 'Start a new run' }).click();
  await page.getByText('300 people').waitFor();
  assert.match(page.url(), /seed=7&mailboxes=300/);
  await page.reload();
  await visit.ready();
  await page.getByText('300 people').waitFor();
});

test('the chosen colours stay chosen', async (page, visit) => {
  await visit.open();
  await page.getByRole('button', { name: 'Dark colours' }).click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.reload();
  await visit.ready();
  await page.getByRole('button', { name: 'Light colours' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

test('an embedded page shows picture, caption and time within its frame', async (page, visit) => {
  await visit.open('?embed=1');
  assert.equal(await page.getByRole('banner').count(), 0);
  for (const part of [
    page.getByRole('button', { name: 'Pull the plug' }),
    page.getByRole('slider', { name: 'Moment' }),
    page.locator('[data-part="EXCHMAILBOX1"]').first(),
  ]) {
    const box = await part.boundingBox();
    assert(box.y >= 0 && box.y < 420, JSON.stringify(box));
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), 420);
  await page.getByRole('button', { name: /Why, parts/ }).click();
  await page.getByRole('tab', { name: 'Journal' }).waitFor();
}, { context: { viewport: { width: 720, height: 420 } } });

test('without script there is a sentence, a picture and a note', async (page, visit) => {
  await page.goto(visit.origin);
  await page.getByRole('heading', { name: /Mail servers die/ }).waitFor();
  assert.match(await page.getByRole('img').getAttribute('aria-label'), /EXCHMAILBOX1/);
  assert.match(await page.locator('noscript').textContent(), /needs JavaScript/);
}, { context: { javaScriptEnabled: false } });
