// What the first view loads: index.html and, from there on, every file of the page whose name stands in
// a file already loaded. Run by itself it prints one line a file: raw, gzip and brotli bytes, then the name.
//
// This reads the built files, so it knows nothing of addresses that a program puts together. The first test
// closes that gap: it fails when the browser asks for a file that is not in this list.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import zlib from 'node:zlib';

const TEXT = new Set(['.html', '.css', '.js', '.mjs']);

/** Returns the names of the files that the first view loads, relative to the folder, with forward slashes. */
export function firstView(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/'));
  const loaded = ['index.html'];
  for (const name of loaded) {
    if (!TEXT.has(path.extname(name))) continue;
    const text = readFileSync(path.join(folder, name), 'utf8');
    for (const other of all) {
      if (!loaded.includes(other) && text.includes(path.posix.basename(other))) loaded.push(other);
    }
  }
  return loaded;
}

/** Returns the sizes of a file [bytes] as a static host would send it. */
export function sizes(file) {
  const raw = readFileSync(file);
  const brotli = zlib.brotliCompressSync(raw, {
    params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
  return { raw: raw.length, gzip: zlib.gzipSync(raw, { level: 9 }).length, brotli: brotli.length };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const name of firstView('dist')) {
    const { raw, gzip, brotli } = sizes(path.join('dist', name));
    console.log(`${raw} ${gzip} ${brotli} ${name}`);
  }
}
