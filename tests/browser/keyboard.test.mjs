// Everything by keyboard alone; what is said; nothing lost.

import assert from 'node:assert/strict';

import { atRest, backInService, now, pullThePlug, runUntil } from './bench.mjs';
import { test } from './support.mjs';

/** Presses Tab until something with that name has the focus. */
async function tabTo(page, name) {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const part = document.activeElement;
      return part.getAttribute('aria-label') ?? part.textContent;
    });
    if (name.test(label.trim())) return;
  }
  assert.fail(`Tab does not reach ${name}`);
}

test('the story can be played without a mouse', async (page, visit) => {
  await visit.open('?speed=30');
  await runUntil(page, 40_000);
  await tabTo(page, /^Pull the plug$/);
  await page.keyboard.press('Enter');
  await backInService(page);
  await tabTo(page, /^Why\?$/);
  await page.keyboard.press('Enter');
  await page.getByRole('tabpanel', { name: 'Why?' }).waitFor();
  // The pressed button became the next thing to do and kept the focus.
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Rewind and save them');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close the log first' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pull the plug again' }).waitFor();
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY');
});

test('the space bar plays and pauses, but not in a text field', async (page, visit) => {
  await visit.open('?autoplay=0');
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await page.getByRole('combobox', { name: /Console line/ }).focus();
  await page.keyboard.press(' ');
  await page.waitForTimeout(300);
  assert.equal(await page.getByRole('button', { name: 'Pause', exact: true }).count(), 0);
});

test('tabs follow the arrow keys, and only one is in the tab order', async (page, visit) => {
  await visit.open('?autoplay=0');
  await page.getByRole('tab', { name: 'Try next' }).focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Why?');
  await page.keyboard.press('End');
  await page.getByRole('tabpanel', { name: 'Journal' }).waitFor();
  assert.equal(await page.locator('[role=tab][tabindex="0"]').count(), 1);
});

test('the slider is a slider: arrows, page keys, a spoken value', async (page, visit) => {
  await visit.open('?autoplay=0');
  const slider = page.getByRole('slider', { name: 'Moment' });
  await slider.focus();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('#lab').dataset.nowMs === '3000');
  assert.equal(await slider.getAttribute('aria-valuetext'), '3 s');
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.querySelector('#lab').dataset.nowMs === '0');
});

test('what happens is said once, politely, in one of two regions', async (page, visit) => {
  await visit.open('?speed=20');
  assert.equal(await page.getByRole('status').count(), 2);
  await page.evaluate(() => {
    globalThis.said = [];
    const listen = (region) =>
      new MutationObserver(() => region.textContent && globalThis.said.push(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    document.querySelectorAll('[role=status]').forEach(listen);
  });
  await pullThePlug(page);
  const said = await page.evaluate(() => globalThis.said);
  assert(said.length >= 2, said.join('\n'));
  assert.equal(new Set(said).size, said.length, `something is said twice:\n${said.join('\n')}`);
});

test('who asked for less motion finds a page at rest and a clear way to play', async (page, visit) => {
  await visit.open();
  const { now: start } = await atRest(page);
  await page.waitForTimeout(700);
  assert.equal(await now(page), start);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await runUntil(page, start + 1_000);
}, { context: { reducedMotion: 'reduce' } });
