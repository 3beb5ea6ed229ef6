// The console: what buttons enter, history, completions, questions, errors.

import assert from 'node:assert/strict';

import { CUT, enter, entered, pause } from './bench.mjs';
import { test } from './support.mjs';

const field = (page) => page.getByRole('combobox', { name: /Console line/ });

test('a command answers in the console, letter for letter', async (page, visit) => {
  await visit.open('?autoplay=0&build=rtm');
  await enter(page, 'Get-StorageGroupCopyStatus');
  const lines = await page.getByRole('log').locator('pre').allTextContents();
  const text = lines.join('\n');
  assert.match(text, /Name                SummaryCopy CopyQueue ReplayQueue\n {20}Status      Length    Length\n/);
  assert.match(text, /First Storage Group Healthy     \d+         \d+/);
});

test('every button of a part enters its line, and it can be undone', async (page, visit) => {
  await visit.open('?autoplay=0');
  await page.getByRole('tab', { name: 'Inspect' }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: /^EXCHMAILBOX2/ }).click();
  await page.getByRole('button', { name: /Cut the power/ }).click();
  await page.getByRole('button', { name: /Start it again/ }).click();
  assert.deepEqual(await entered(page), [CUT.replace('MAILBOX1', 'MAILBOX2'), 'Start-LabComponent EXCHMAILBOX2']);
});

test('history is on the arrow keys, completion on Ctrl and space, the ghost on arrow right', async (page, visit) => {
  await visit.open('?autoplay=0');
  await enter(page, 'Get-LabQuorum');
  await field(page).press('ArrowUp');
  assert.equal(await field(page).inputValue(), 'Get-LabQuorum');
  await field(page).press('ArrowDown');
  assert.equal(await field(page).inputValue(), '');

  await field(page).pressSequentially('Close-L');
  await page.waitForTimeout(100);
  await field(page).press('ArrowRight');
  assert.equal(await field(page).inputValue(), 'Close-LabLog');

  await field(page).fill('Get-Lab');
  await field(page).press('Control+ ');
  const offers = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  assert((await offers.count()) > 2);
  const second = await offers.nth(1).textContent();
  await field(page).press('ArrowDown');
  assert.equal(await offers.nth(1).getAttribute('aria-selected'), 'true');
  await field(page).press('Enter');
  assert.equal(await field(page).inputValue(), second.trim());
  await field(page).press('Control+ ');
  await field(page).press('Escape');
  assert.equal(await offers.count(), 0);
});

test('Tab leaves the console and takes nothing with it', async (page, visit) => {
  await visit.open('?autoplay=0');
  await field(page).fill('Get-Lab');
  await field(page).press('Tab');
  assert.equal(await field(page).inputValue(), 'Get-Lab');
  assert(!(await field(page).evaluate((element) => element === document.activeElement)));
});

test('a question is answered in the same line', async (page, visit) => {
  await visit.open('?speed=20');
  await page.waitForTimeout(500);
  await pause(page);
  const prompt = page.locator('.console__prompt');
  await enter(page, 'Move-ClusteredMailboxServer EXCHCMS');
  await page.getByText('Supply values for the following parameters:').waitFor();
  await prompt.getByText('TargetMachine:').waitFor();
  await enter(page, 'EXCHMAILBOX2');
  await prompt.getByText('MoveComment:').waitFor();
  await enter(page, 'patch night');
  await prompt.getByText('[Y] Yes').waitFor();
  await enter(page, 'Y');
  // The move takes time, so time passes; the store is served by the other node in the end.
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await page.locator('[data-part="EXCHMAILBOX2\\\\Store"][data-state="running"]').waitFor({ timeout: 40_000 });
  await prompt.getByText('[PS] C:\\>').waitFor();
});

test('what cannot be read is refused in words, and nothing else happens', async (page, visit) => {
  await visit.open('?autoplay=0');
  for (const line of ['Get-StorageGroupCopyStatu', '| | |', '"', '{', ')', '$', 'x'.repeat(5_000), 'Get-Lab*', '\u{1F98A}']) await enter(page, line);
  assert((await page.getByRole('log').locator('.console__line--error').count()) > 0);
  await enter(page, 'Get-LabQuorum');
});
