// The story of the page: pull the plug, ask why, go back, close the log first, pull again, compare.

import assert from 'node:assert/strict';

import { CUT, atRest, entered, now, pullThePlug, runUntil } from './bench.mjs';
import { test } from './support.mjs';

const region = (page) => page.getByRole('region', { name: 'What happens' });

/** Adds up the numbers in a sentence such as `2 letters and 5 other changes`. */
function total(words) {
  return (words.match(/\d+/g) ?? []).reduce((sum, number) => sum + Number(number), 0);
}

test('something honest moves within two seconds, and one control stands out', async (page, visit) => {
  await visit.open();
  const start = await now(page);
  await page.waitForTimeout(2_000);
  assert((await now(page)) > start, 'time does not pass');
  assert.equal(await page.getByRole('button', { name: 'Pull the plug' }).count(), 1);
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('the story at the top can be played to its end', async (page, visit) => {
  await visit.open('?speed=20');
  await runUntil(page, 60_000);
  // Some letters and changes have to be in the open log, or there is nothing to save.
  await page.waitForFunction(() => /(^| )([4-9]|\d\d) /.test(document.querySelector('.exposure__sentence').textContent));

  // Pull the plug: the console shows the line, the other server takes over, the loss is told.
  await pullThePlug(page);
  assert.deepEqual(await entered(page), [CUT]);
  await page.locator('[data-part="EXCHMAILBOX1"][data-state="down"]').waitFor();
  const cost = page.getByRole('region', { name: 'What this branch cost' });
  const told = (term) => cost.getByText(term).locator('xpath=following-sibling::dd').textContent();
  assert.match(await told('Lost for good'), /^nothing$|letters?|changes?$/);
  assert.match(await told('Stayed behind'), /\d+ (letter|other change)/);
  assert.match(await told('Without service'), /^(\d+ min ?)?(\d+ s)?$/);

  // Why? walks back to the command.
  await region(page).getByRole('button', { name: 'Why?' }).click();
  const why = page.getByRole('tabpanel', { name: 'Why?' });
  await why.getByRole('heading', { level: 2 }).waitFor();
  const causes = await why.getByRole('listitem').allTextContents();
  assert(causes.length >= 3, causes.join('\n'));
  assert.match(causes.at(-1), /You|Stop-LabComponent/, 'the last cause is what a person did');
  assert((await why.locator('details').count()) > 0, 'no rule is told');

  // Rewind: time stands, shortly before the plug was pulled.
  const rewind = region(page).getByRole('button', { name: 'Rewind and save them' });
  await rewind.click();
  const close = region(page).getByRole('button', { name: 'Close the log first' });
  await close.waitFor();
  await page.getByText('Looking back;').waitFor();
  const before = (await atRest(page)).now;
  assert.deepEqual(await entered(page), []);

  // Close the log, wait for the copy, pull again: a second branch.
  await close.click();
  await page.locator('[data-branch]').nth(1).waitFor();
  // Time stops by itself when the log is on both servers.
  await region(page).getByRole('button', { name: 'Pull the plug again' }).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await pullThePlug(page);
  assert.deepEqual(await entered(page), ['Close-LabLog', CUT]);
  assert((await now(page)) > before);

  // Compare: both branches, what they lost and for how long nobody could work.
  await region(page).getByRole('button', { name: 'Compare' }).click();
  const table = page.getByRole('region', { name: 'Branches compared' }).getByRole('table');
  assert.deepEqual(await table.getByRole('columnheader').allTextContents(), ['Branch 1', 'Branch 2']);
  const row = async (name) => table.getByRole('row', { name }).getByRole('cell').allTextContents();
  assert.deepEqual(await row('What you did'), ['power cut: EXCHMAILBOX1', 'log closed, power cut: EXCHMAILBOX1']);
  for (const down of await row('Without service')) assert.match(down, /min|s/);
  const [first, second] = (await row('Stayed behind')).map(total);
  assert(second < first, `closing the log saved nothing: ${first}, then ${second}`);
});

test('a branch is left and found again as it was', async (page, visit) => {
  await visit.open('?speed=30');
  await runUntil(page, 40_000);
  await pullThePlug(page);
  const first = await atRest(page);
  await region(page).getByRole('button', { name: 'Why?' }).click();
  await region(page).getByRole('button', { name: 'Rewind and save them' }).click();
  await region(page).getByRole('button', { name: 'Close the log first' }).click();
  await page.locator('[data-branch="1"]').waitFor();
  await page.locator('[data-branch="0"]').click();
  await page.waitForFunction((ms) => Number(document.querySelector('#lab').dataset.nowMs) === ms, first.now);
  assert.deepEqual(await atRest(page), first);
});
