// The static programs, in a root that holds them and nothing else: no /proc, no libc, no shell. Runs as root, in network namespaces
// of its own: what it resolves and connects to is on their loopback.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inFolder, meetTenant, offline, portable, run, succeed, unpack, useIt } from './setup.mjs';

const here = dirname(fileURLToPath(import.meta.url));

function emptyRoot(folder, archive) {
  const root = join(folder, 'root');
  unpack(archive, join(root, 'opt'));
  mkdirSync(join(root, 'work'));
  mkdirSync(join(root, 'tmp'));
  return root;
}

/** Runs /opt/bin/pinwright inside the root, in /work. */
const inside = (root) => (...args) =>
  succeed('chroot', [root, '/opt/bin/pinwright', ...args.map((arg) => (/^(mine|build|tenant\.db)$/.test(arg) ? `/work/${arg}` : arg))],
    { env: { HOME: '/work' } });

test('the archive: it works in an empty root, tenant and all', () =>
  inFolder((folder) => {
    const root = emptyRoot(folder, portable());
    useIt(inside(root));
    meetTenant(inside(root));
    assert.deepEqual(readdirSync(root).sort(), ['opt', 'tmp', 'work']);
  }));

test('the offline archive: it works in an empty root, and says what it is without', () =>
  inFolder((folder) => {
    const root = emptyRoot(folder, offline());
    useIt(inside(root));
    assert.deepEqual(readdirSync(join(root, 'opt')).sort(), ['bin', 'licences']);
    const { code, out } = run('chroot', [root, '/opt/bin/pinwright', 'plan', '/work/mine']);
    assert.equal(code, 70, out);
    assert.match(out, /there is no `\/opt\/libexec\/pinwright\/pinwright-online`/);
    assert.match(out, /pinwright-offline/);
  }));

test('the archive holds the licence of each library that is linked in, manual and completions', () =>
  inFolder((folder) => {
    unpack(portable(), folder);
    const licences = readdirSync(join(folder, 'share/doc/pinwright/licences'));
    for (const name of ['pinwright', 'curl', 'libfmt-dev', 'cpp-httplib', 'libssl-dev', 'libsqlite3-dev', 'libyaml-cpp-dev', 'libc6-dev'])
      assert.ok(licences.includes(name), `no licence of ${name}`);
    for (const file of ['share/man/man1/pinwright.1', 'share/bash-completion/completions/pinwright', 'share/pinwright/pinwright.schema.json'])
      assert.ok(existsSync(join(folder, file)), `${file} is missing`);
  }));

const places = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/ca-bundle.pem', '/etc/ssl/cert.pem'];
for (const place of places) {
  test(`the archive: a name is resolved and TLS spoken in an empty root with ${place} and resolv.conf`, () =>
    inFolder((folder) => {
      const root = emptyRoot(folder, portable());
      mkdirSync(dirname(join(root, place)), { recursive: true });
      writeFileSync(join(root, 'etc/resolv.conf'), 'nameserver 127.0.0.1\n');
      const script = `ip link set lo up && exec node '${join(here, 'name_and_tls.mjs')}' '${root}' '${place}'`;
      const out = succeed('unshare', ['--net', 'sh', '-c', script]);
      assert.match(out, /asked for graph\.pinwright\.test/);
      assert.match(out, /1 to create/);
    }));
}

test('the programs of the archive need no shared object and no loader', () =>
  inFolder((folder) => {
    unpack(portable(), folder);
    for (const file of ['bin/pinwright', 'libexec/pinwright/pinwright-online']) {
      const text = succeed('readelf', ['--dynamic', '--segments', '--wide', join(folder, file)]);
      assert.doesNotMatch(text, /NEEDED|INTERP/, file);
      assert.match(text, /Elf file type is DYN/, file);
    }
  }));
