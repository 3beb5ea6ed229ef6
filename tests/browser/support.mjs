// What a browser test needs: `test`, the accessibility check, and the native command line to compare with.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { locate } from './browser.mjs';

/** All tests, in the order in which they were declared. */
export const tests = [];

/**
 * Declares a test. `body(page, visit)` gets Playwright's page, still empty, and the visit around it: call `await visit.open()` first.
 *
 * Every test also fails on a console error, an uncaught exception or a request to another origin.
 * Options: `timeout` [ms], `allow` (patterns of expected console errors), `context` (Playwright's options, such as
 * `{ viewport: { width: 320, height: 640 }, colorScheme: 'dark', reducedMotion: 'reduce' }`).
 */
export function test(name, body, options = {}) {
  assert(!tests.some((other) => other.name === name), `two tests are called '${name}'`);
  tests.push({ name, body, options });
}

/** Fails with a readable list if axe-core finds a violation on the page or in a part of it. */
export async function assertAccessible(page, selector = 'html') {
  const source = readFileSync(locate('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(`${source}; undefined`);
  const { violations } = await page.evaluate((part) => globalThis.axe.run(part), selector);
  const lines = violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}): ${help}\n  at ${target.join(' ')}\n  ${failureSummary}`),
  );
  if (lines.length > 0) assert.fail(`axe-core finds ${lines.length} violations\n${lines.join('\n')}`);
}

/** Runs the native command line with a transcript as its input, and returns what it prints. */
export function lab(args, input = '') {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
  const target = process.env.CARGO_TARGET_DIR ?? 'target';
  const file = path.resolve(root, target, 'release', process.platform === 'win32' ? 'lab.exe' : 'lab');
  try {
    return execFileSync(file, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error(`there is no '${file}'; try: cargo build --release --bin lab`);
    throw new Error(`lab ${args.join(' ')} ended with ${error.status}: ${error.stderr}`);
  }
}
