// The four modes: each opens, breaks, is accessible, and runs as it does natively.

import assert from 'node:assert/strict';

import { assertNamed, atRest, enter, entered, runUntil, seek } from './bench.mjs';
import { assertAccessible, lab, test } from './support.mjs';

const UNTIL = 600;

/** What each mode begins with, what is broken, and what is said then. */
const MODES = [
  {
    bench: 'lcr',
    parts: ['EXCHMAILBOX', 'EXCHMAILBOX\\LogDisk', 'EXCHMAILBOX\\CopyLogDisk', 'EXCHMAILBOX\\CopyDatabaseDisk', 'Public'],
    first: 'Stop-LabComponent EXCHMAILBOX\\DatabaseDisk -How Fail',
    broken: 'EXCHMAILBOX\\DatabaseDisk',
    cut: 'EXCHMAILBOX',
  },
  {
    bench: 'scc',
    parts: ['EXCHMAILBOX1', 'EXCHMAILBOX2', 'SharedLogDisk', 'SharedDatabaseDisk', 'Public', 'Private'],
    first: 'Stop-LabComponent EXCHMAILBOX1 -How PowerCut',
    broken: 'EXCHMAILBOX1',
    cut: 'EXCHMAILBOX1',
  },
  {
    bench: 'scc',
    query: '&nodes=8',
    parts: ['EXCHMAILBOX1', 'EXCHMAILBOX8', 'EXCHMAILBOX8\\Private', 'SharedLogDisk'],
    first: 'Stop-LabComponent EXCHMAILBOX1 -How PowerCut',
    broken: 'EXCHMAILBOX1',
    cut: 'EXCHMAILBOX1',
  },
  {
    bench: 'ccr',
    parts: ['EXCHMAILBOX1', 'EXCHMAILBOX2', 'EXCHMAILBOX2\\LogDisk', 'HUB1\\Witness'],
    first: 'Stop-LabComponent EXCHMAILBOX1 -How PowerCut',
    broken: 'EXCHMAILBOX1',
    cut: 'EXCHMAILBOX1',
  },
  {
    bench: 'scr',
    parts: ['EXCHMAILBOX', 'EXCHSTANDBY', 'EXCHSTANDBY\\LogDisk', 'Public'],
    first: 'Stop-LabComponent EXCHMAILBOX -How PowerCut',
    broken: 'EXCHMAILBOX',
    cut: 'EXCHMAILBOX',
  },
  {
    bench: 'scr',
    query: '&source=ccr&targets=4',
    parts: ['EXCHMAILBOX1', 'EXCHMAILBOX2', 'EXCHSTANDBY', 'EXCHSTANDBY4\\DatabaseDisk', 'HUB1\\Witness'],
    first: 'Stop-LabComponent EXCHMAILBOX1 -How PowerCut',
    broken: 'EXCHMAILBOX1',
    cut: 'EXCHMAILBOX1',
  },
];

const named = (id) => `[data-part="${id.replaceAll('\\', '\\\\')}"]`;

for (const { bench, query = '', parts, first, broken, cut } of MODES) {
  test(`${bench}${query}: opens with its parts, breaks by its first control, and says so`, async (page, visit) => {
    await visit.open(`?scenario=${bench}${query}&speed=20`);
    assert.equal(await page.locator('.notices').count(), 0);
    for (const part of parts) await page.locator(`${named(part)}[data-state="up"]`).waitFor();
    await runUntil(page, 30_000);
    const before = await page.locator('.caption__text').textContent();
    await page.locator('.caption .button--break').click();
    assert.deepEqual(await entered(page), [first]);
    await page.locator(`${named(broken)}[data-state="down"]`).waitFor();
    await page.waitForFunction((told) => document.querySelector('.caption__text').textContent !== told, before);
    await runUntil(page, 120_000);
    await assertAccessible(page);
    await assertNamed(page);
  });

  for (const [width, height] of [[320, 640], [1024, 768]]) {
    test(`${bench}${query}: nothing runs off the side at ${width} x ${height}`, async (page, visit) => {
      await visit.open(`?scenario=${bench}${query}&t=60`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      // Away from the parts that lie on a node.
      await page.locator(named(parts[1])).click({ position: { x: 14, y: 14 } });
      await page.getByRole('tab', { name: 'Inspect', selected: true }).waitFor();
      await page.getByRole('tabpanel').getByRole('heading', { name: parts[1] }).waitFor();
    }, { context: { viewport: { width, height } } });
  }

  test(`${bench}${query}: a transcript typed in the page runs as it does natively`, async (page, visit) => {
    const deeds = [[30, 'Close-LabLog'], [75, `Stop-LabComponent ${cut} -How PowerCut`], [240, `Start-LabComponent ${cut}`]];
    await visit.open(`?scenario=${bench}${query}&autoplay=0`);
    for (const [at, line] of deeds) {
      await seek(page, at);
      await enter(page, line);
    }
    await seek(page, UNTIL);
    const shown = await atRest(page);
    const head = `${bench} seed=42${query.replaceAll('&', ' ')}`;
    const transcript = [head, ...deeds.map(([at, line]) => `@${at}s ${line}`)].join('\n');
    const native = JSON.parse(lab(['run', '-', '--until', `${UNTIL}s`, '--json'], `${transcript}\n`));
    assert.deepEqual(shown, { now: native.now_ms, digest: native.digest });
  });
}

test('the switch in the header begins the other modes, and each stands in the address', async (page, visit) => {
  await visit.open('?seed=7&mailboxes=300');
  for (const [bench, words, part] of [
    ['LCR', 'local continuous replication', 'EXCHMAILBOX\\CopyLogDisk'],
    ['SCR', 'standby continuous replication', 'EXCHSTANDBY'],
    ['SCC', 'single copy cluster', 'SharedLogDisk'],
    ['CCR', 'cluster continuous replication', 'HUB1\\Witness'],
  ]) {
    await page.getByRole('button', { name: `${bench}, ${words}` }).click();
    await page.locator(named(part)).waitFor();
    assert.match(page.url(), new RegExp(`scenario=${bench.toLowerCase()}&seed=7&mailboxes=300`));
    assert.equal(await page.locator('[data-bench][aria-current]').textContent(), bench);
    await page.getByText('300 people').waitFor();
  }
  await page.getByRole('button', { name: 'SCC, single copy cluster' }).click();
  await page.reload();
  await visit.ready();
  await page.locator(named('SharedLogDisk')).waitFor();
});
