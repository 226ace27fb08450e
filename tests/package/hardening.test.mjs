import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { deb, inFolder, npmPlatform, packageLike, packages, portable, succeed, unpack } from './setup.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const programs = {
  deb: [deb, 'usr/bin/pinwright', 'usr/libexec/pinwright/pinwright-online'],
  archive: [portable, 'bin/pinwright', 'libexec/pinwright/pinwright-online'],
  npm: [npmPlatform, 'bin/pinwright', 'libexec/pinwright/pinwright-online'],
};

for (const [name, [find, ...files]] of Object.entries(programs)) {
  test(`${name}: position independent, RELRO, BIND_NOW, no executable stack`, () =>
    inFolder((folder) => {
      const root = unpack(find(), folder);
      for (const file of files) {
        const text = succeed('readelf', ['--dynamic', '--segments', '--wide', join(root, file)]);
        assert.match(text, /Elf file type is DYN/, file);
        assert.match(text, /FLAGS_1\).*\bNOW\b.*\bPIE\b/, file);
        assert.match(text, /GNU_RELRO/, file);
        assert.match(text, /GNU_STACK +\S+ \S+ \S+ \S+ \S+ RW +0x/, file);
      }
    }));
}

test('the .deb: the stack protector is in both programs', () =>
  inFolder((folder) => {
    const root = unpack(deb(), folder);
    for (const file of programs.deb.slice(1)) assert.match(succeed('readelf', ['--dyn-syms', '--wide', join(root, file)]), /__stack_chk_fail/, file);
  }));

test('each file of C++ is compiled optimised, with FORTIFY and the stack protector', () => {
  const commands = JSON.parse(readFileSync(join(packages, '../compile_commands.json'), 'utf8')).filter(({ file }) => file.endsWith('.cpp'));
  assert.ok(commands.length > 300);
  for (const { command, file } of commands) {
    for (const flag of ['-O2', '-fPIE', '-D_FORTIFY_SOURCE=2', '-fstack-protector-strong']) assert.ok(command.includes(` ${flag} `), `${file}: no ${flag}`);
  }
});

test('the static programs are linked from the same objects as those of the .deb', () => {
  const build = join(packages, '..');
  const rules = readFileSync(join(build, 'build.ninja'), 'utf8');
  const objects = (program) => rules.match(new RegExp(`^build bin/${program}: .*? \\| (.*?) \\|\\|`, 'm'))[1].split(' ').filter((file) => /libpinwright_/.test(file));
  assert.ok(objects('pinwright').length > 10);
  assert.deepEqual(objects('pinwright-static'), objects('pinwright'));
  assert.deepEqual(objects('pinwright-online-static'), objects('pinwright-online'));
});

test('SHA256SUMS holds every file, and they have those sums', () => {
  const out = succeed('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: packages });
  assert.equal(out.match(/: OK$/gm).length, 6);
});

test('the bill of materials fits the schema of CycloneDX', async () => {
  const { Spec, Validation } = createRequire(join(root, 'build', 'npm', 'package.json'))('@cyclonedx/cyclonedx-library');
  const judge = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
  const text = readFileSync(packageLike(/\.cdx\.json$/), 'utf8');
  assert.equal(await judge.validate(text), null);
  assert.notEqual(await judge.validate(text.replaceAll('"type": "library"', '"type": "shelf"')), null);
});

test('what is linked in is what the bill of materials names', () => {
  const { bomFormat, specVersion, components } = JSON.parse(readFileSync(packageLike(/\.cdx\.json$/), 'utf8'));
  assert.deepEqual([bomFormat, specVersion], ['CycloneDX', '1.5']);
  for (const { type, name, version, purl } of components) {
    assert.equal(type, 'library');
    assert.ok(version, name);
    assert.match(purl, /^pkg:deb\/debian\/[^@]+@[^+]+\?arch=(amd64|source)$/);
  }
  const names = components.map(({ name }) => name);
  const rule = readFileSync(join(packages, '../build.ninja'), 'utf8').match(/^build bin\/pinwright-online-static:[^]*?LINK_LIBRARIES = (.*)$/m)[1];
  const built = { 'libcurl.a': 'curl', 'libcpp-httplib.a': 'cpp-httplib' };
  for (const part of rule.split(/\s+/).filter((one) => /^-l|\.a$/.test(one) && !/libpinwright_/.test(one))) {
    const archive = part.startsWith('-l') ? `lib${part.slice(2)}.a` : part.split('/').at(-1);
    const name = built[archive] ?? succeed('dpkg', ['--search', `*/${archive}`]).split('\n')[0].split(':')[0];
    assert.ok(names.includes(name), `${archive} is of ${name}, which is not named`);
  }
});
