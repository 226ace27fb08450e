// Journals and what `rollback` makes of them: the real program, a real disk, and the sandbox.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writesIn } from '../support/sandbox.mjs';
import { groupTarget } from '../support/tenant.mjs';
import { binary, groups, rootFile, tenantId, withTenant } from './setup.mjs';

const uri = (name) => `./Device/Vendor/MSFT/Policy/Config/Defender/${name}`;
const policies = (excluded, more = '') => `policies:
  defender:
    displayName: Defender
    settings:
      - {omaUri: ${uri('PUAProtection')}, value: 1}
      - {omaUri: ${uri('ExcludedPaths')}, dataType: string, value: '${excluded}'}
    assignments: {include: [pilot]}
${more}`;
const xmlPolicy = `  starts:
    displayName: Start layout
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Start/StartLayout, dataType: stringXml, value: "<LayoutModificationTemplate xmlns=\\"http://schemas.microsoft.com/Start/2014/LayoutModification\\" Version=\\"1\\">\\n<DefaultLayoutOverride/>\\n</LayoutModificationTemplate>"}
    assignments: {include: [kiosks]}
`;
const files = { 'pinwright.yaml': rootFile, 'defender.yaml': policies('C:\\Build', xmlPolicy) };

const write = ({ workspace }, name, text) => writeFileSync(join(workspace, name), text);
const journals = ({ workspace }) => {
  const folder = join(workspace, '.pinwright/journal');
  return existsSync(folder) ? readdirSync(folder).sort().map((name) => join(folder, name)) : [];
};
const lastJournal = (place) => journals(place).at(-1);
const keyFile = ({ workspace }) => join(workspace, '.local/state/pinwright/key');

/** What people see of the tenant, encrypted values in clear. */
async function shown(tenant) {
  const all = [];
  for (const { displayName, description, omaSettings, assignments } of await tenant.policies()) {
    const values = [];
    for (const setting of omaSettings)
      values.push([setting.omaUri, setting.value]);
    // The service answers an empty text as null, or does not.
    all.push({ displayName, description: description || null, values: values.sort(), targets: assignments.map(({ target }) => target.groupId).sort() });
  }
  return all.sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
}

/** Applies once, changes the files, applies again. */
async function applyTwice(place, second) {
  await place.program.expect(0, 'apply', '--yes');
  const before = await shown(place.tenant);
  write(place, 'defender.yaml', second);
  await place.program.expect(0, 'apply', '--yes', '--max-deletes', '9');
  return before;
}

/** The rollback must not write, and end with `code`. */
async function refused(place, code, ...args) {
  const before = writesIn(place.sandbox.log()).length;
  const { out, err } = await place.program.expect(code, 'rollback', ...args, '--yes');
  assert.equal(writesIn(place.sandbox.log()).length, before);
  return out + err;
}

test('a rollback restores strings and XML that were changed or deleted, and shows what it does', () =>
  withTenant({ files }, async (place) => {
    const before = await applyTwice(place, policies('C:\\'));
    const { out } = await place.program.expect(0, 'rollback', lastJournal(place), '--yes');
    assert.match(out, /create policy starts/);
    assert.match(out, /assignments\[group/);
    assert.match(out, /reaches up to 12 devices/);
    assert.deepEqual(await shown(place.tenant), before);
  }));

test('a journal in which something was edited is refused, and so is one without its key', () =>
  withTenant({ files }, async (place) => {
    await applyTwice(place, policies('C:\\'));
    const journal = lastJournal(place);
    const text = readFileSync(journal, 'utf8');
    assert.equal(statSync(journal).mode & 0o777, 0o600);
    write(place, 'forged.jsonl', text.replace('Start layout', 'Start_layout'));
    assert.match(await refused(place, 4, 'forged.jsonl'), /not as it was written/);
    const lines = text.trimEnd().split('\n');
    write(place, 'forged.jsonl', `${[lines[0], ...lines.slice(3)].join('\n')}\n`);
    assert.match(await refused(place, 4, 'forged.jsonl'), /not as it was written/);
    const key = readFileSync(keyFile(place), 'utf8');
    rmSync(keyFile(place));
    assert.match(await refused(place, 4, journal), /PINWRIGHT_JOURNAL_KEY/);
    place.program.env.PINWRIGHT_JOURNAL_KEY = 'another key';
    assert.match(await refused(place, 4, journal), /sealed with the key/);
    // The text of the key file is the key.
    place.program.env.PINWRIGHT_JOURNAL_KEY = key.trim();
    await place.program.expect(0, 'rollback', journal, '--yes');
  }));

test('what is no journal is refused: of another version, cut, deep, or of a gigabyte', () =>
  withTenant({ files }, async (place) => {
    await place.program.expect(0, 'apply', '--yes');
    const text = readFileSync(lastJournal(place), 'utf8');
    const bad = {
      'another version': text.replace(/"formatVersion":"[0-9.]+"/, '"formatVersion":"1.0"'),
      'cut in its first line': text.slice(0, 20),
      empty: '',
      deep: `${'['.repeat(1_000_000)}\n`,
      'no text at all': '\u0000\u0001\n',
    };
    for (const [what, bytes] of Object.entries(bad)) {
      write(place, 'bad.jsonl', bytes);
      assert.ok((await refused(place, 4, 'bad.jsonl')).length > 0, what);
    }
    truncateSync(join(place.workspace, 'bad.jsonl'), 2 ** 30 + 1);
    await refused(place, 4, 'bad.jsonl');
    // A half last line is that of a run which was killed.
    write(place, 'cut.jsonl', text.slice(0, -10));
    await place.program.expect(0, 'rollback', 'cut.jsonl', '--yes');
  }));

test('a saved plan that is none is refused: of another version, cut, deep, forged, or of a gigabyte', () =>
  withTenant({ files }, async (place) => {
    await place.program.expect(0, 'plan', '--out', 'saved.json');
    const saved = JSON.parse(readFileSync(join(place.workspace, 'saved.json'), 'utf8'));
    const tenant = saved.tenants[0];
    const bad = {
      'another version': JSON.stringify({ ...saved, formatVersion: '1.0' }),
      'a body': JSON.stringify({ ...saved, tenants: [{ ...tenant, changes: [{ ...tenant.changes[0], after: { displayName: '****' } }] }] }),
      'an unknown tenant': JSON.stringify({ ...saved, tenants: [{ ...tenant, name: 'fabrikam' }] }),
      'the same tenant twice': JSON.stringify({ ...saved, tenants: [tenant, tenant] }),
      'another tenant id': JSON.stringify({ ...saved, tenants: [{ ...tenant, tenantId: '9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27' }] }),
      'another program': JSON.stringify({ ...saved, toolVersion: '0.0.1' }),
      'another catalogue': JSON.stringify({ ...saved, catalogue: 'March 1999' }),
      cut: JSON.stringify(saved).slice(0, -1),
      empty: '',
      deep: '['.repeat(1_000_000),
    };
    const writes = writesIn(place.sandbox.log()).length;
    for (const [what, bytes] of Object.entries(bad)) {
      write(place, 'bad.json', bytes);
      const { out, err } = await place.program.expect(4, 'apply', 'bad.json', '--yes');
      assert.ok((out + err).length > 0, what);
    }
    truncateSync(join(place.workspace, 'bad.json'), 2 ** 30 + 1);
    await place.program.expect(4, 'apply', 'bad.json', '--yes');
    assert.equal(writesIn(place.sandbox.log()).length, writes);
    await place.program.expect(0, 'apply', 'saved.json', '--yes');
  }));

test('the key is made once, for its owner alone, and never through a link', () =>
  withTenant({ files }, async (place) => {
    await place.program.expect(0, 'apply', '--yes');
    assert.equal(statSync(keyFile(place)).mode & 0o777, 0o600);
    const key = readFileSync(keyFile(place), 'utf8');
    assert.match(key, /^[0-9a-f]{64}\n$/);
    write(place, 'defender.yaml', policies('C:\\', xmlPolicy));
    await place.program.expect(0, 'apply', '--yes');
    assert.equal(readFileSync(keyFile(place), 'utf8'), key);
    const journal = lastJournal(place);
    chmodSync(keyFile(place), 0o644);
    assert.match(await refused(place, 4, journal), /others than its owner/);
    rmSync(keyFile(place));
    write(place, 'elsewhere', key);
    chmodSync(join(place.workspace, 'elsewhere'), 0o600);
    for (const target of ['elsewhere', 'nowhere']) {
      symlinkSync(join(place.workspace, target), keyFile(place));
      await refused(place, 4, journal);
      write(place, 'defender.yaml', policies(`C:\\${target}`, xmlPolicy));
      const writes = writesIn(place.sandbox.log()).length;
      await place.program.expect(1, 'apply', '--yes');
      assert.equal(writesIn(place.sandbox.log()).length, writes);
      assert.ok(!existsSync(join(place.workspace, 'nowhere')));
      rmSync(keyFile(place));
    }
  }));

test('without a place for the key nothing is written, and the help names the way out', () =>
  withTenant({ files }, async (place) => {
    for (const env of [{ HOME: '', XDG_STATE_HOME: '' }, { XDG_STATE_HOME: '/proc/nothing' }]) {
      Object.assign(place.program.env, env);
      const { err } = await place.program.expect(1, 'apply', '--yes');
      assert.match(err, /PINWRIGHT_JOURNAL_KEY/);
    }
    assert.equal(writesIn(place.sandbox.log()).length, 0);
    place.program.env.PINWRIGHT_JOURNAL_KEY = 'a secret of CI';
    await place.program.expect(0, 'apply', '--yes');
    await place.program.expect(0, 'rollback', lastJournal(place), '--yes');
    assert.deepEqual(await place.tenant.policies(), []);
  }));

test('a disk that fills in the middle of a journal stops the run before the next write', () => {
  const many = Array.from({ length: 12 }, (_, i) => `  policy-${i}:
    displayName: Policy ${i}
    settings: [{omaUri: '${uri('PUAProtection')}', value: 1}]
`).join('');
  return withTenant({ files: { 'pinwright.yaml': rootFile, 'many.yaml': `policies:\n${many}` } }, async (place) => {
    // No file may grow beyond 4 KiB, and a write behind that fails as on a full disk.
    const { status, stdout, stderr } = spawnSync('bash', ['-c', 'trap "" XFSZ; ulimit -f 4; exec "$0" "$@"', binary, 'apply', '--yes', '--full'], {
      cwd: place.workspace, env: place.program.env, encoding: 'utf8',
    });
    assert.equal(status, 5, stdout + stderr);
    const made = (await place.tenant.policies()).length;
    assert.ok(made > 0 && made < 12, `${made} policies`);
    assert.equal(writesIn(place.sandbox.log()).filter(({ method }) => method === 'POST').length, made);
    assert.match(stdout, new RegExp(`${made} (done|partly)`));
    assert.match(stdout + stderr, /too large|no space/);
  });
});

test('a rollback that cannot restore a value says so and does not end with 0', () => {
  const secret = (value) => policies(value, `  wifi:
    displayName: WiFi
    settings:
      - {omaUri: ${uri('ExcludedProcesses')}, dataType: string, valueFrom: {env: WIFI_KEY}}
      - {omaUri: ${uri('AllowArchiveScanning')}, value: 1}
    assignments: {include: [pilot]}
`);
  return withTenant({ files: { 'pinwright.yaml': rootFile, 'defender.yaml': secret('C:\\Build') }, env: { WIFI_KEY: 'first-canary' } }, async (place) => {
    await place.program.expect(0, 'apply', '--yes');
    const before = await shown(place.tenant);
    place.program.env.WIFI_KEY = 'second-canary';
    await place.program.expect(0, 'apply', '--yes');
    const rotated = lastJournal(place);
    assert.doesNotMatch(readFileSync(rotated, 'utf8'), /canary/);
    assert.match(await refused(place, 1, rotated), /cannot be put back/);
    // The files of then and the environment of then know it.
    const then = join(place.workspace, '.then');
    mkdirSync(then);
    writeFileSync(join(then, 'pinwright.yaml'), rootFile);
    writeFileSync(join(then, 'defender.yaml'), secret('C:\\Build'));
    place.program.env.WIFI_KEY = 'first-canary';
    const { out } = await place.program.expect(0, 'rollback', rotated, '--files', '.then', '--yes');
    assert.match(out, /the environment holds today/);
    assert.deepEqual(await shown(place.tenant), before);
  });
});

test('a forget and an adopt are taken back', () =>
  withTenant({ files }, async (place) => {
    await place.program.expect(0, 'apply', '--yes');
    const before = await shown(place.tenant);
    await place.program.expect(0, 'forget', 'defender', '--tenant', 'contoso', '--yes');
    await place.program.expect(0, 'rollback', lastJournal(place), '--yes');
    assert.deepEqual(await shown(place.tenant), before);
    await place.program.expect(0, 'forget', 'defender', '--tenant', 'contoso', '--yes');
    const unowned = await shown(place.tenant);
    write(place, 'defender.yaml', policies('D:\\', xmlPolicy));
    await place.program.expect(0, 'apply', '--adopt', 'defender', '--yes');
    await place.program.expect(0, 'rollback', lastJournal(place), '--yes');
    assert.deepEqual(await shown(place.tenant), unowned);
  }));

test('a policy whose marker somebody took off is not written to by a rollback', () =>
  withTenant({ files }, async (place) => {
    await applyTwice(place, policies('C:\\', xmlPolicy));
    const live = await place.tenant.policyNamed('Defender');
    await place.tenant.patchPolicy(live.id, { description: 'mine now' });
    await refused(place, 4, lastJournal(place));
    await place.tenant.assignPolicy(live.id, [groupTarget(groups.kiosks.id)]);
    await refused(place, 4, lastJournal(place));
  }));

test('a journal of another workspace, or of a tenant that the files have with another ID or not at all, is refused', () =>
  withTenant({ files }, async (place) => {
    await place.program.expect(0, 'apply', '--yes');
    const journal = lastJournal(place);
    const others = {
      'the workspace `another-4f2a91`': rootFile.replace('e2e-4f2a91', 'another-4f2a91'),
      'with another ID': rootFile.replace(tenantId, '8a4c1d2e-5f60-4b7a-9c83-d1e2f3a4b5c6'),
      'not at all': rootFile.replace('contoso: {', 'fabrikam: {'),
    };
    for (const [what, root] of Object.entries(others)) {
      write(place, 'pinwright.yaml', root);
      assert.match(await refused(place, 4, journal), /the workspace that was applied/, what);
    }
    write(place, 'pinwright.yaml', rootFile);
    await place.program.expect(0, 'rollback', journal, '--yes');
  }));

test('what nobody knows stays, the other objects are put back, and the exit code is 5', () => {
  const text = (excluded) => policies(excluded, `  wifi:
    displayName: WiFi
    settings:
      - {omaUri: ${uri('ExcludedProcesses')}, dataType: string, valueFrom: {env: WIFI_KEY}}
    assignments: {include: [pilot]}
`);
  return withTenant({ files: { 'pinwright.yaml': rootFile, 'defender.yaml': text('C:\\Build') }, env: { WIFI_KEY: 'first-canary' } }, async (place) => {
    await place.program.expect(0, 'apply', '--yes');
    const [defender] = await shown(place.tenant);
    place.program.env.WIFI_KEY = 'second-canary';
    write(place, 'defender.yaml', text('D:\\Build'));
    await place.program.expect(0, 'apply', '--yes');
    const [, wifi] = await shown(place.tenant);
    const { out, err } = await place.program.expect(5, 'rollback', lastJournal(place), '--yes');
    assert.match(out + err, /cannot be put back/);
    assert.deepEqual(await shown(place.tenant), [defender, wifi]);
  });
});

test('a rollback deletes what its apply made, without a number, under CI=true, too', () =>
  withTenant({ files, env: { CI: 'true' } }, async (place) => {
    await place.program.expect(0, 'apply', '--yes');
    const journal = lastJournal(place);
    for (const command of [['rollback', journal], ['forget', 'defender', '--tenant', 'contoso']])
      await place.program.expect(64, ...command, '--yes', '--max-deletes', '9');
    await place.program.expect(0, 'rollback', journal, '--yes');
    assert.deepEqual(await place.tenant.policies(), []);
  }));

test('a short key of journals is warned about and taken, and a long one is not warned about', () =>
  withTenant({ files }, async (place) => {
    const applied = async (key, excluded) => {
      place.program.env.PINWRIGHT_JOURNAL_KEY = key;
      write(place, 'defender.yaml', policies(excluded));
      return (await place.program.expect(0, 'apply', '--yes', '--max-deletes', '9')).err;
    };
    assert.match(await applied('x'.repeat(15), 'C:\\A'), /PINWRIGHT_JOURNAL_KEY, has 15 bytes/);
    assert.doesNotMatch(await applied('x'.repeat(16), 'C:\\B'), /PINWRIGHT_JOURNAL_KEY/);
  }));
