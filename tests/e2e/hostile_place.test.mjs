// What a hostile folder, option or neighbour could make of the commands that work on this machine alone.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { binary, helloPolicy, rootFile } from './setup.mjs';

const inFolder = (body) => {
  const folder = mkdtempSync(join(tmpdir(), 'pinwright-place-'));
  try {
    return body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
const run = (cwd, ...args) => spawnSync(binary, args, { cwd, encoding: 'utf8' });
const workspace = (folder) => {
  writeFileSync(join(folder, 'pinwright.yaml'), rootFile);
  writeFileSync(join(folder, 'hello.yaml'), helloPolicy);
};

test('init writes nothing for a tenant ID that is no GUID and a domain that is no domain', () =>
  inFolder((folder) => {
    const bad = [
      ['--domain', 'x\ntenants: {evil: {tenantId: all}}'], ['--domain', 'contoso.com: x'], ['--domain', 'contoso'],
      ['--domain', 'contoso.com\u0085evil: 1'], ['--domain', ''], ['--tenant-id', 'common'], ['--tenant-id', 'a\nb'],
    ];
    for (const options of bad) {
      const { status, stderr } = run(folder, 'init', 'mine', ...options);
      assert.equal(status, 64, `${JSON.stringify(options)}: ${stderr}`);
      assert.ok(!existsSync(join(folder, 'mine')), JSON.stringify(options));
    }
    assert.equal(run(folder, 'init', 'mine', '--domain', 'xn--bro-hoa.contoso.com').status, 0);
    assert.equal(run(folder, 'validate', 'mine').status, 0);
  }));

test('init follows no link and writes over nothing', () =>
  inFolder((folder) => {
    const elsewhere = join(folder, 'elsewhere');
    for (const name of ['pinwright.yaml', '.gitignore']) {
      const mine = join(folder, `mine-${name}`);
      mkdirSync(mine);
      symlinkSync(elsewhere, join(mine, name));
      const { status } = run(mine, 'init');
      assert.equal(status, name === '.gitignore' ? 0 : 1, name);
      assert.ok(!existsSync(elsewhere), name);
    }
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    writeFileSync(join(kept, '.gitignore'), 'mine');
    assert.equal(run(kept, 'init').status, 0);
    assert.equal(readFileSync(join(kept, '.gitignore'), 'utf8'), 'mine');
    assert.equal(run(folder, 'init', 'fresh').status, 0);
    assert.equal(readFileSync(join(folder, 'fresh', '.gitignore'), 'utf8'), '.pinwright/\n');
  }));

test('a working folder that was deleted is named and not taken for the root folder', () =>
  inFolder((folder) => {
    const gone = join(folder, 'gone');
    mkdirSync(gone);
    const { status, stderr } = spawnSync('sh', ['-c', `cd '${gone}' && rmdir '${gone}' && exec '${binary}' validate`], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /the working folder does not exist any more/);
  }));

test('compile replaces what it wrote and nothing else', () =>
  inFolder((folder) => {
    workspace(folder);
    assert.equal(run(folder, 'compile', '--out', 'out').status, 0);
    assert.equal(run(folder, 'compile', '--out', 'out').status, 0);
    const policy = readFileSync(join(folder, 'out/contoso/hello.json'), 'utf8');
    for (const extra of ['notes.md', 'contoso/notes.md', '.git']) {
      writeFileSync(join(folder, 'out', extra), 'mine');
      const { status, stderr } = run(folder, 'compile', '--out', 'out');
      assert.equal(status, 64, extra);
      assert.match(stderr, new RegExp(`holds \`${extra}\``));
      assert.equal(readFileSync(join(folder, 'out', extra), 'utf8'), 'mine');
      rmSync(join(folder, 'out', extra));
    }
    for (const out of ['.', '..', folder]) assert.equal(run(folder, 'compile', '--out', out).status, 64, out);
    assert.equal(readFileSync(join(folder, 'out/contoso/hello.json'), 'utf8'), policy);
  }));

test('a catalogue folder that leads out of the workspace is not read', () =>
  inFolder((folder) => {
    mkdirSync(join(folder, 'outside'));
    mkdirSync(join(folder, 'mine'));
    workspace(join(folder, 'mine'));
    writeFileSync(join(folder, 'outside', 'a.json'), 'the secret of another folder');
    symlinkSync('../outside', join(folder, 'mine', 'csp'));
    mkdirSync(join(folder, 'mine', 'csp2'));
    symlinkSync('../../outside/a.json', join(folder, 'mine', 'csp2', 'a.json'));
    for (const name of ['csp', 'csp2']) {
      writeFileSync(join(folder, 'mine', 'pinwright.yaml'), `${rootFile}catalog: [${name}]\n`);
      const { status, stdout } = run(join(folder, 'mine'), 'validate');
      assert.equal(status, 1);
      assert.match(stdout, /leads? out of the workspace/);
      assert.doesNotMatch(stdout, /secret of another/);
    }
  }));

test('a pinwright-online that everybody may write, or that belongs to somebody else, is not started', { skip: process.getuid() !== 0 && 'only root gives a file away' }, () =>
  inFolder((folder) => {
    const program = join(folder, 'pinwright');
    const beside = join(folder, 'pinwright-online');
    copyFileSync(binary, program);
    writeFileSync(beside, '#!/bin/sh\necho taken over\n');
    chmodSync(program, 0o755);
    const plan = () => spawnSync(program, ['plan'], { cwd: folder, encoding: 'utf8' });
    chmodSync(beside, 0o755);
    assert.match(plan().stdout, /taken over/); // its owner put it there
    chmodSync(beside, 0o757);
    assert.doesNotMatch(plan().stdout, /taken over/);
    chmodSync(beside, 0o755);
    chownSync(beside, 12345, 12345);
    const { status, stderr } = plan();
    assert.equal(status, 70);
    assert.match(stderr, /is not started/);
    assert.ok(existsSync(dirname(program)));
  }));
