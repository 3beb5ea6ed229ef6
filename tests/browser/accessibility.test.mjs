// axe-core in the states that matter, in both themes; sizes of targets; room at every width.

import assert from 'node:assert/strict';

import { assertNamed, enter, pullThePlug, runUntil } from './bench.mjs';
import { assertAccessible, test } from './support.mjs';

for (const colorScheme of ['light', 'dark']) {
  test(`axe-core finds nothing at the start, in ${colorScheme} colours`, async (page, visit) => {
    await visit.open();
    await runUntil(page, 5_000);
    await assertAccessible(page);
    await assertNamed(page);
  }, { context: { colorScheme } });

  test(`axe-core finds nothing after a failover and in every tab, in ${colorScheme} colours`, async (page, visit) => {
    await visit.open('?speed=30');
    await runUntil(page, 60_000);
    await pullThePlug(page);
    for (const tab of ['Why?', 'Inspect', 'Journal', 'Try next']) {
      await page.getByRole('tab', { name: tab }).click();
      await assertAccessible(page);
    }
  }, { context: { colorScheme } });

  test(`axe-core finds nothing in settings, console and comparison, in ${colorScheme} colours`, async (page, visit) => {
    await visit.open('?speed=60&seed=bad');
    await runUntil(page, 30_000);
    await pullThePlug(page);
    await page.getByRole('button', { name: 'Why?' }).first().click();
    await page.getByRole('button', { name: 'Rewind and save them' }).click();
    await page.getByRole('button', { name: 'Close the log first' }).click();
    await page.getByRole('button', { name: 'Compare' }).last().click();
    await enter(page, 'Get-StorageGroupCopyStatus | fl');
    await enter(page, 'no such thing');
    await page.getByRole('combobox', { name: /Console line/ }).fill('Get-');
    await page.getByRole('combobox', { name: /Console line/ }).press('Control+ ');
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('textbox', { name: 'Seed' }).fill('x');
    await page.getByRole('button', { name: 'Start a new run' }).click();
    await page.getByText('use a whole number').waitFor();
    await assertAccessible(page);
  }, { context: { colorScheme } });
}

test('axe-core finds nothing in an embedded page', async (page, visit) => {
  await visit.open('?embed=1');
  await assertAccessible(page);
}, { context: { viewport: { width: 720, height: 420 } } });

for (const [width, height] of [[320, 640], [390, 844], [768, 1024], [1024, 768], [1440, 900]]) {
  test(`nothing runs off the side and every target is large enough at ${width} x ${height}`, async (page, visit) => {
    await visit.open('?speed=30');
    await runUntil(page, 40_000);
    await pullThePlug(page);
    for (const tab of ['Why?', 'Journal', 'Inspect', 'Try next']) {
      await page.getByRole('tab', { name: tab }).click();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, tab);
      assert.deepEqual(await smallTargets(page), [], tab);
    }
  }, { context: { viewport: { width, height } } });
}

/** Returns what is smaller than 24 px in a direction and has another target within 24 px of its centre. */
function smallTargets(page) {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll('button, input, select, summary, a[href], [role=button]')]
      .map((part) => ({ part, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0);
    const centre = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
    const gap = (a, [x, y]) => Math.hypot(Math.max(a.box.left - x, 0, x - a.box.right), Math.max(a.box.top - y, 0, y - a.box.bottom));
    return shown
      .filter((a) => Math.min(a.box.width, a.box.height) < 23.5)
      .filter((a) => shown.some((b) => b !== a && !a.part.contains(b.part) && !b.part.contains(a.part) && gap(b, centre(a)) < 12))
      .map(({ part, box }) => `${part.tagName} ${part.className?.baseVal ?? part.className} "${part.textContent.slice(0, 30)}" ${Math.round(box.width)} x ${Math.round(box.height)}`);
  });
}
