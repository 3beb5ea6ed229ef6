// Runs the tests of the built page in a real browser: `node tests/browser/run.mjs [PART OF A NAME]`.
//
// Every file `*.test.mjs` beside this one calls `test(name, body)` from support.mjs. One line is printed for
// each test, and at the end `N passed, N failed`. The status is 1 if a test failed.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { findBrowser, launch } from './browser.mjs';
import { firstView } from './payload.mjs';
import { serve } from './server.mjs';
import { tests } from './support.mjs';
import { Visit } from './visit.mjs';

/** How long one test may take [ms], unless it asks for more. */
const TIME_LIMIT = 60_000;

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const dist = path.join(root, process.env.FAILOVER_LAB_DIST ?? 'dist');

async function main() {
  if (!existsSync(path.join(dist, 'index.html'))) throw new Error(`there is no page in '${dist}'; try: cargo xtask build`);
  const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();
  for (const name of files) await import(new URL(name, import.meta.url));

  const wanted = tests.filter(({ name }) => name.includes(process.argv[2] ?? ''));
  // A run without a test proves nothing.
  if (wanted.length === 0) throw new Error('no test has that name');

  const browser = await launch(findBrowser());
  const server = await serve(dist);
  console.log(`browser: ${browser.version()}; page: ${server.origin}`);
  let failed = 0;
  try {
    for (const test of wanted) if (!(await runOne(test, browser, server.origin))) failed += 1;
  } finally {
    await browser.close();
    await server.close();
  }
  console.log(`${wanted.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runOne({ name, body, options }, browser, origin) {
  const start = performance.now();
  const visit = await Visit.begin(browser, origin, firstView(dist), options);
  let problems = [];
  try {
    await within(options.timeout ?? TIME_LIMIT, body(visit.page, visit));
  } catch (error) {
    problems.push(error?.stack ?? String(error));
  }
  problems = problems.concat(visit.problems());
  await visit.end();
  const time = `${Math.round(performance.now() - start)} ms`;
  if (problems.length === 0) {
    console.log(`ok      ${name} (${time})`);
  } else {
    console.log(`FAILED  ${name} (${time})`);
    for (const problem of problems) console.log(problem.replace(/^/gm, '        '));
  }
  return problems.length === 0;
}

function within(limit, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limit} ms`)), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

main().catch((error) => {
  console.error(`error: ${error.message ?? error}`);
  process.exitCode = 1;
});
