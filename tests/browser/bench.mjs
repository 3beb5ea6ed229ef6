// What the tests of the page do over and over: read the clock, let time pass, play the story.

import assert from 'node:assert/strict';

/** The line that the dominant control enters at first. */
export const CUT = 'Stop-LabComponent EXCHMAILBOX1 -How PowerCut';

const root = (page) => page.locator('main#lab');

/** Returns the moment that is shown [ms]. */
export async function now(page) {
  return Number(await root(page).getAttribute('data-now-ms'));
}

/** Returns moment and digest once the page is at rest. */
export async function atRest(page) {
  await pause(page);
  let before;
  for (let after = await hooks(page); JSON.stringify(after) !== JSON.stringify(before); after = await hooks(page)) {
    before = after;
    await page.waitForTimeout(150);
  }
  return before;
}

async function hooks(page) {
  return root(page).evaluate(({ dataset }) => ({ now: Number(dataset.nowMs), digest: dataset.digest }));
}

/** Stops time, if it passes. */
export async function pause(page) {
  const button = page.getByRole('button', { name: 'Pause', exact: true });
  if (await button.isVisible()) await button.click();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
}

/** Lets time pass until it is at least `ms`. */
export async function runUntil(page, ms) {
  await page.waitForFunction((least) => Number(document.querySelector('#lab').dataset.nowMs) >= least, ms);
}

/** Goes to a moment [s] with the slider, and waits until it is reached. */
export async function seek(page, seconds) {
  const slider = page.getByRole('slider', { name: 'Moment' });
  // The axis grows with the run, so a far moment takes more than one step.
  for (let end = Number(await slider.getAttribute('max')); end < seconds; ) {
    await slider.fill(String(end));
    await page.waitForFunction((before) => Number(document.querySelector('input[type=range]').max) > before, end);
    end = Number(await slider.getAttribute('max'));
  }
  await slider.fill(String(seconds));
  await page.waitForFunction((ms) => Number(document.querySelector('#lab').dataset.nowMs) === ms, seconds * 1000);
}

/** Enters a line in the console, and waits until it stands there: the first one waits for the second half of the program. */
export async function enter(page, line) {
  const lines = page.getByRole('log').locator('.console__line--prompt');
  const before = await lines.count();
  await type(page, line);
  await lines.nth(before).waitFor();
}

/** Types a line in the console and does not wait for what comes of it. */
export async function type(page, line) {
  const field = page.getByRole('combobox', { name: /Console line/ });
  await field.fill(line);
  await field.press('Enter');
}

/** Returns the lines that were entered in the console so far. */
export async function entered(page) {
  const lines = await page.getByRole('log').locator('.console__line--prompt').allTextContents();
  return lines.map((line) => line.replace(/^\[PS\] [^>]*>/, '').trim());
}

/** Waits until people can work again after an outage. */
export async function backInService(page) {
  await page.getByText('at work', { exact: true }).waitFor({ timeout: 40_000 });
}

/** Pulls the plug of the active node and waits until the other one serves the mailboxes. */
export async function pullThePlug(page) {
  await page.getByRole('button', { name: /^Pull the plug/ }).click();
  await page.locator('[data-part="EXCHMAILBOX1"][data-state="down"]').waitFor();
  await backInService(page);
}

/** Returns the number of focusable things that have no name. */
export async function assertNamed(page) {
  const unnamed = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, [role=button], [role=slider]')]
      .filter((part) => !(part.getAttribute('aria-label') ?? part.labels?.[0]?.textContent ?? part.textContent).trim())
      .map((part) => part.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(unnamed, []);
}
