import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFiles } from '../support/program.mjs';
import { writesIn } from '../support/sandbox.mjs';
import { groups, rootFile, seed, tenantId, withTenant } from './setup.mjs';

const odd = {
  quote: "O'Brien's \"pilot\" devices",
  percent: '100% of %20 devices & more?',
  unicode: 'Geräte – Zürich 東京 🚀',
  long: 'x'.repeat(256),
};

const oddGroups = Object.entries(odd).map(([, displayName], i) => ({
  id: `aaaaaaaa-0000-4000-8000-00000000000${i}`, displayName, devices: 1, users: 0,
}));

const workspace = (names, includes) => ({
  'pinwright.yaml': `pinwright: 1
workspace: e2e-4f2a91
tenants:
  contoso: {tenantId: ${tenantId}}
groups:
${Object.entries(names).map(([key, name]) => `  ${key}: {displayName: ${JSON.stringify(name)}, members: devices}`).join('\n')}
policies:
  hello:
    displayName: Windows Hello
    pinRecovery: {enabled: true}
    assignments: {include: [${includes.join(', ')}]}
`,
});

test('group names with quotes, per cent signs, unicode and 256 characters are found', () =>
  withTenant({ files: workspace(odd, Object.keys(odd)), seed: seed({ groups: oddGroups }) }, async ({ program, tenant }) => {
    await program.expect(0, 'apply', '--yes');
    const made = await tenant.policyNamed('Windows Hello');
    assert.deepEqual(made.assignments.map(({ target }) => target.groupId).sort(), oddGroups.map(({ id }) => id));
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));

test('a name that nobody bears and a name that two groups bear stop the tenant before any write', () =>
  withTenant({
    files: workspace({ nobody: 'SG Nobody', twice: 'SG Twice' }, ['nobody', 'twice']),
    seed: seed({ groups: [
      { id: 'aaaaaaaa-0000-4000-8000-000000000001', displayName: 'SG Twice', devices: 0, users: 0 },
      { id: 'aaaaaaaa-0000-4000-8000-000000000002', displayName: 'SG Twice', devices: 0, users: 0 },
    ] }),
  }, async ({ program, sandbox }) => {
    const { out, err } = await program.expect(1, 'apply', '--yes');
    assert.match(out + err, /group-not-found/);
    assert.match(out + err, /group-ambiguous/);
    assert.equal(writesIn(sandbox.log()).length, 0);
  }));

test('a group that is deleted between plan and apply makes its apply a refusal, with nothing written', () =>
  withTenant({}, async ({ program, tenant, sandbox }) => {
    await program.expect(0, 'plan', '--out', 'saved.json');
    await tenant.call('DELETE', `/beta/groups/${groups.kiosks.id}`);
    const before = writesIn(sandbox.log()).length;
    const { out, err } = await program.expect(4, 'apply', 'saved.json', '--yes');
    assert.match(out + err, /group-not-found/);
    assert.match(out + err, /kiosks/);
    assert.equal(writesIn(sandbox.log()).length, before);
  }));

const made = (length) => ({
  'pinwright.yaml': `${rootFile}  made: {displayName: SG Made, create: true}\n`,
  'policies.yaml': `policies:
  hello:
    displayName: Windows Hello
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/DeviceLock/MinDevicePasswordLength, value: ${length}}]
    assignments: {include: [made]}
`,
});

test('of two groups that carry the marker of one group the known one is used, and the other is named and left', () =>
  withTenant({ files: made(6) }, async ({ program, tenant, workspace }) => {
    const twins = async () => (await tenant.list('/beta/groups')).filter(({ displayName }) => displayName === 'SG Made');
    const assigned = async () => (await tenant.policyNamed('Windows Hello')).assignments.map(({ target }) => target.groupId);
    await program.expect(0, 'apply', '--yes');
    const [{ id, description }] = await twins();
    const other = await tenant.call('POST', '/beta/groups', { displayName: 'SG Made', description, mailEnabled: false, mailNickname: 'made', securityEnabled: true });
    for (const [length, forgets] of [[7, false], [8, true]]) {
      writeFiles(workspace, made(length));
      if (forgets) rmSync(join(workspace, '.pinwright'), { recursive: true });
      await program.expect(0, 'plan', '--out', 'saved.json');
      const { out, err } = await program.expect(0, 'apply', 'saved.json', '--yes');
      assert.match(out + err, /2 objects of the tenant carry the marker of the group `made`/);
      assert.ok((out + err).includes(`\`${id}\` is used`) && (out + err).includes(other.id));
      assert.deepEqual(await assigned(), [id]);
    }
    assert.deepEqual((await twins()).map((one) => one.description), [description, description]);
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));
