// What the tests of packages share. PINWRIGHT_PACKAGES names the folder that `cmake --build --preset release-package` makes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder, removeFolder } from '../support/sandbox.mjs';

export const packages = resolve(process.env.PINWRIGHT_PACKAGES);

/** The one package whose name fits. */
export function packageLike(pattern) {
  const found = readdirSync(packages).filter((name) => pattern.test(name));
  assert.equal(found.length, 1, `${pattern} fits ${found.length} of ${readdirSync(packages)}`);
  return join(packages, found[0]);
}

export const deb = () => packageLike(/^pinwright_.*\.deb$/);
export const portable = () => packageLike(/^pinwright-[0-9.]+-linux-.*\.tar\.gz$/);
export const offline = () => packageLike(/^pinwright-offline-.*\.tar\.gz$/);
export const npmMain = () => packageLike(/^pinwright-[0-9.]+\.tgz$/);
export const npmPlatform = () => packageLike(/^pinwright-linux-.*\.tgz$/);

/** Runs a program; answers {code, out} with stdout and stderr in one. The environment is empty but for a PATH. */
export function run(program, args, { cwd, env = {}, input } = {}) {
  const done = spawnSync(program, args, { cwd, env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', ...env }, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  return { code: done.status, out: done.stdout + done.stderr };
}

/** The same, and it has to succeed; answers what it printed. */
export function succeed(program, args, options) {
  const { code, out } = run(program, args, options);
  assert.equal(code, 0, `${program} ${args.join(' ')}\n${out}`);
  return out;
}

/** A folder for `body`, gone afterwards. */
export async function inFolder(body) {
  const folder = makeFolder();
  try {
    return await body(folder);
  } finally {
    removeFolder(folder);
  }
}

export function unpack(archive, folder) {
  mkdirSync(folder, { recursive: true });
  if (archive.endsWith('.deb')) succeed('dpkg-deb', ['--extract', archive, folder]);
  else succeed('tar', ['-xzf', archive, '--strip-components=1', '-C', folder]);
  return folder;
}

/** A program that was unpacked is used: from `init` to a second apply that has nothing to do. `pinwright(…args)` runs it in a folder. */
export function useIt(pinwright) {
  assert.match(pinwright('version'), /^pinwright \d+\.\d+\.\d+ /);
  assert.match(pinwright('explain', 'unknown-node'), /PW0501/);
  pinwright('init', 'mine');
  pinwright('validate', 'mine');
  pinwright('compile', 'mine', '--out', 'build');
}

export function meetTenant(pinwright) {
  pinwright('apply', 'mine', '--sandbox', 'tenant.db', '--yes');
  assert.match(pinwright('plan', 'mine', '--sandbox', 'tenant.db', '--detailed-exitcode'), /nothing to do/);
}
