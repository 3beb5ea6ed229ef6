// The same transcript gives the same journal in the browser and natively, to the last bit.

import assert from 'node:assert/strict';

import { atRest, enter, entered, seek } from './bench.mjs';
import { lab, test } from './support.mjs';

const UNTIL = 600;

const DEEDS = [
  [30, 'Close-LabLog'],
  [75, 'Stop-LabComponent EXCHMAILBOX1 -How PowerCut'],
  [200, 'Get-StorageGroupCopyStatus'],
  [240, 'Start-LabComponent EXCHMAILBOX1'],
  [400, 'Send-LabMail -Count 5'],
];

for (const settings of ['seed=42', 'seed=7 mailboxes=60 build=sp1']) {
  test(`a transcript typed in the page runs as it does natively: ${settings}`, async (page, visit) => {
    await visit.open(`?scenario=ccr&autoplay=0&${settings.replaceAll(' ', '&')}`);
    for (const [at, line] of DEEDS) {
      await seek(page, at);
      await enter(page, line);
      // A line that takes time lets time pass; the next seek stops it again.
    }
    await seek(page, UNTIL);
    const shown = await atRest(page);
    assert.deepEqual(await entered(page), DEEDS.map(([, line]) => line));

    const transcript = [`ccr ${settings}`, ...DEEDS.map(([at, line]) => `@${at}s ${line}`)].join('\n');
    const native = JSON.parse(lab(['run', '-', '--until', `${UNTIL}s`, '--json'], `${transcript}\n`));
    assert.equal(shown.now, native.now_ms);
    assert.equal(shown.digest, native.digest);
  });
}
