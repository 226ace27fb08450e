// Values that a plan has read before: who asks for them again, and who does not.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sendable } from '../support/tenant.mjs';
import { client, rootFile, seed, tenantId, withTenant } from './setup.mjs';

const files = { 'pinwright.yaml': rootFile, 'defender.yaml': `policies:
  defender:
    displayName: Defender
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths, dataType: string, value: 'C:\\Build'}]
    assignments: {include: [pilot]}
` };

/** A tenant that was applied to a while ago: what was written in the last five minutes is not remembered. */
async function withSettled(body) {
  const applied = await withTenant({ files }, async ({ program, tenant }) => {
    await program.expect(0, 'apply', '--yes');
    return tenant.policyNamed('Defender');
  });
  const old = {
    '@odata.type': applied['@odata.type'], displayName: applied.displayName, description: applied.description,
    omaSettings: applied.omaSettings.map(sendable), assignments: applied.assignments.map(({ target }) => ({ target })),
    createdDateTime: '2026-01-02T03:04:05Z', lastModifiedDateTime: '2026-01-02T03:04:05Z',
  };
  return withTenant({ files, seed: seed({ deviceConfigurations: [old] }) }, body);
}

/** Runs a command; how many encrypted values it has asked for, and what it says. */
async function reveals({ program, sandbox }, code, ...args) {
  const asked = () => sandbox.log().filter(({ path }) => path.includes('getOmaSettingPlainTextValue')).length;
  const before = asked();
  const { err } = await program.expect(code, ...args);
  return { asked: asked() - before, err };
}

const note = /note: 1 encrypted value from the cache/;

test('a plan does not ask again for a value that the last one read, and says how many there are', () =>
  withSettled(async (place) => {
    const first = await reveals(place, 0, 'plan');
    assert.equal(first.asked, 1);
    assert.doesNotMatch(first.err, note);
    const second = await reveals(place, 0, 'plan', '--detailed-exitcode');
    assert.equal(second.asked, 0);
    assert.match(second.err, note);
    assert.doesNotMatch((await reveals(place, 0, 'plan', '--quiet')).err, note);

    const refreshed = await reveals(place, 0, 'plan', '--refresh');
    assert.equal(refreshed.asked, 1);
    assert.doesNotMatch(refreshed.err, note);
    assert.equal((await reveals(place, 0, 'plan')).asked, 0);
    await place.program.expect(64, 'plan', '--refresh', '--assume-unchanged');
  }));

test('--assume-unchanged asks for no value, with nothing in the cache', () =>
  withSettled(async (place) => assert.equal((await reveals(place, 0, 'plan', '--assume-unchanged')).asked, 0)));

test('drift, apply and a plan with --auth-file ask for every value, whatever the cache holds', () =>
  withSettled(async (place) => {
    const authFile = join(place.folder, 'auth.yaml');
    writeFileSync(authFile, `tenants:\n  ${tenantId}:\n    auth: {method: secret, clientId: ${client.clientId}, secretEnv: AZURE_CLIENT_SECRET}\n`);
    await place.program.expect(0, 'plan');
    for (const command of [['drift'], ['apply', '--yes'], ['plan', '--auth-file', authFile]]) {
      assert.equal((await reveals(place, 0, 'plan')).asked, 0);
      assert.equal((await reveals(place, 0, ...command)).asked, 1, command.join(' '));
    }
  }));
