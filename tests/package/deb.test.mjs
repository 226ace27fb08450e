import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deb, inFolder, meetTenant, run, succeed, unpack, useIt } from './setup.mjs';

test('the .deb: its programs work from where they lie', () =>
  inFolder((folder) => {
    const usr = join(unpack(deb(), join(folder, 'root')), 'usr');
    mkdirSync(join(folder, 'work'));
    const pinwright = (...args) => succeed(join(usr, 'bin/pinwright'), args, { cwd: join(folder, 'work'), env: { HOME: folder } });
    useIt(pinwright);
    meetTenant(pinwright);
  }));

test('the .deb: it holds manual, completions, schemas, licence and changelog, and nothing outside /usr', () =>
  inFolder((folder) => {
    const root = unpack(deb(), folder);
    for (const file of ['share/man/man1/pinwright.1.gz', 'share/bash-completion/completions/pinwright', 'share/zsh/vendor-completions/_pinwright',
      'share/fish/vendor_completions.d/pinwright.fish', 'share/pinwright/pinwright.schema.json', 'share/doc/pinwright/copyright',
      'share/doc/pinwright/changelog.gz', 'share/doc/pinwright/diagnostics/unknown-node.md']) {
      assert.ok(existsSync(join(root, 'usr', file)), `${file} is missing`);
    }
    const outside = succeed('dpkg-deb', ['--contents', deb()]).trim().split('\n').filter((line) => !/^\S+ root\/root .* \.\/(usr\/.*)?$/.test(line));
    assert.deepEqual(outside, []);
    assert.match(succeed('zcat', [join(root, 'usr/share/man/man1/pinwright.1.gz')]), /\.Ss pinwright validate/);
    assert.match(readFileSync(join(root, 'usr/share/bash-completion/completions/pinwright'), 'utf8'), /complete .*pinwright/);
    assert.equal(run('bash', ['-n', join(root, 'usr/share/bash-completion/completions/pinwright')]).code, 0);
  }));

test('the .deb: it names the libraries that it needs, each of a package that apt knows', () => {
  const depends = succeed('dpkg-deb', ['--field', deb(), 'Depends']).trim().split(', ').map((one) => one.split(' ')[0]);
  for (const library of ['libc6', 'libcurl4', 'libssl3', 'libsqlite3-0', 'libre2-9']) assert.ok(depends.includes(library), `${library} is not in ${depends}`);
});

test('the .deb: lintian finds nothing but what the overrides name', () => {
  const { code, out } = run('lintian', ['--fail-on', 'error,warning', '--info', deb()]);
  assert.equal(code, 0, out);
  assert.doesNotMatch(out, /unused-override/);
});
