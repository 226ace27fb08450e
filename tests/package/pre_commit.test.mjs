// .pre-commit-hooks.yaml, by Debian's pre-commit: two repositories on this disk, the hooks' and one that uses them.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeFiles } from '../support/program.mjs';
import { inFolder, portable, run, succeed, unpack } from './setup.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const right = 'pinwright: 1\nworkspace: hooks-4f2a91\ntenants:\n  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63, primaryDomain: contoso.com}\n';

/** A repository with a workspace and a configuration; `commit(files)` answers {code, out} of a git commit. */
function repository(folder) {
  const bin = join(unpack(portable(), join(folder, 'pinwright')), 'bin');
  const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: folder, PRE_COMMIT_HOME: join(folder, 'cache'), GIT_CONFIG_NOSYSTEM: '1' };
  const git = (cwd, ...args) => succeed('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd, env });
  const hooks = join(folder, 'hooks');
  mkdirSync(hooks);
  git(hooks, 'init', '--quiet');
  copyFileSync(join(root, '.pre-commit-hooks.yaml'), join(hooks, '.pre-commit-hooks.yaml'));
  git(hooks, 'add', '.');
  git(hooks, 'commit', '--quiet', '--message', 'hooks');
  const revision = git(hooks, 'rev-parse', 'HEAD').trim();
  const work = join(folder, 'work');
  writeFiles(work, {
    '.pre-commit-config.yaml': `repos:\n  - repo: ${hooks}\n    rev: ${revision}\n    hooks:\n      - {id: pinwright-fmt, args: [intune]}\n      - {id: pinwright-validate, args: [intune]}\n`,
  });
  git(work, 'init', '--quiet');
  succeed('pre-commit', ['install'], { cwd: work, env });
  const commit = (files) => {
    writeFiles(work, files);
    git(work, 'add', '.');
    return run('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--message', 'change'], { cwd: work, env });
  };
  return { work, commit };
}

test('pre-commit: a workspace without findings is committed', () =>
  inFolder((folder) => {
    const { code, out } = repository(folder).commit({ 'intune/pinwright.yaml': right });
    assert.equal(code, 0, out);
    assert.match(out, /check Intune policies\.+Passed/);
    assert.match(out, /lay Intune policies out\.+Passed/);
  }));

test('pre-commit: a finding stops the commit and is shown', () =>
  inFolder((folder) => {
    const { code, out } = repository(folder).commit({ 'intune/pinwright.yaml': right.replace('3f2b9a54', '3f2b9a5') });
    assert.equal(code, 1, out);
    assert.match(out, /check Intune policies\.+Failed/);
    assert.match(out, /pinwright\.yaml:4:/);
  }));

test('pre-commit: a file in another layout is laid out, and the commit stops for a look', () =>
  inFolder((folder) => {
    const { commit, work } = repository(folder);
    const { code, out } = commit({ 'intune/pinwright.yaml': right.replace('  contoso:', '      contoso:') });
    assert.equal(code, 1, out);
    assert.match(out, /lay Intune policies out\.+Failed/);
    assert.equal(readFileSync(join(work, 'intune/pinwright.yaml'), 'utf8'), right);
  }));

test('pre-commit: a commit that touches no YAML does not run it', () =>
  inFolder((folder) => {
    const { commit } = repository(folder);
    assert.equal(commit({ 'intune/pinwright.yaml': right }).code, 0);
    const { code, out } = commit({ 'notes.txt': 'text\n' });
    assert.equal(code, 0, out);
    assert.match(out, /\(no files to check\)Skipped/);
  }));
