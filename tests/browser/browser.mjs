// Starts an installed browser of the Chromium family.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const modules = process.env.FAILOVER_LAB_NODE_MODULES;
const require = createRequire(modules ? path.join(modules, '..', 'package.json') : import.meta.url);

/** Returns the file of a package: from the folder that `cargo xtask` names, else from node_modules beside package.json. */
export function locate(name) {
  try {
    return require.resolve(name);
  } catch {
    throw new Error(`there is no package for '${name}'; try: npm ci --ignore-scripts, or run \`cargo xtask test\``);
  }
}

/** Returns the browser that CHROME names. `cargo xtask test` looks for one and sets it. */
export function findBrowser() {
  const usual = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  const file = process.env.CHROME ?? usual.find(existsSync);
  if (!file) throw new Error('no browser is named; try: CHROME=/path/to/chrome, or run `cargo xtask test`');
  return file;
}

/** Starts the browser. */
export function launch(executablePath) {
  const { chromium } = require(locate('playwright-core'));
  return chromium.launch({ executablePath, args: FLAGS });
}
