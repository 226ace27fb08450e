// Values that a plan has read before: who asks for them again, and who does not.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { client, rootFile, tenantId, withTenant } from './setup.mjs';

const files = (excluded) => ({ 'pinwright.yaml': rootFile, 'defender.yaml': `policies:
  defender:
    displayName: Defender
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths, dataType: string, value: '${excluded}'}]
    assignments: {include: [pilot]}
` });

/** Runs a command; how many encrypted values it has asked for, and what it says. */
async function reveals({ program, sandbox }, code, ...args) {
  const asked = () => sandbox.log().filter(({ path }) => path.includes('getOmaSettingPlainTextValue')).length;
  const before = asked();
  const { err } = await program.expect(code, ...args);
  return { asked: asked() - before, err };
}

const note = /note: 1 encrypted value from the cache/;

test('a plan does not ask again for a value that the last one read, and says how many there are', () =>
  withTenant({ files: files('C:\\Build') }, async (place) => {
    await place.program.expect(0, 'apply', '--yes');
    const first = await reveals(place, 0, 'plan');
    assert.equal(first.asked, 1);
    assert.doesNotMatch(first.err, note);
    const second = await reveals(place, 0, 'plan');
    assert.equal(second.asked, 0);
    assert.match(second.err, note);
    assert.doesNotMatch((await reveals(place, 0, 'plan', '--quiet')).err, note);

    const refreshed = await reveals(place, 0, 'plan', '--refresh');
    assert.equal(refreshed.asked, 1);
    assert.doesNotMatch(refreshed.err, note);
    assert.equal((await reveals(place, 0, 'plan')).asked, 0);
    assert.equal((await reveals(place, 0, 'plan', '--assume-unchanged')).asked, 0);
    await place.program.expect(64, 'plan', '--refresh', '--assume-unchanged');
  }));

test('drift, apply and rollback ask for every value, whatever the cache holds, and so does a plan with --auth-file', () =>
  withTenant({ files: files('C:\\Build') }, async (place) => {
    const { program, folder, workspace } = place;
    await program.expect(0, 'apply', '--yes');
    const isCached = async () => {
      await program.expect(0, 'plan');
      return (await reveals(place, 0, 'plan')).asked === 0;
    };
    assert.ok(await isCached());
    assert.ok((await reveals(place, 0, 'drift')).asked > 0);
    assert.ok((await reveals(place, 0, 'apply', '--yes')).asked > 0);
    const authFile = join(folder, 'auth.yaml');
    writeFileSync(authFile, `tenants:\n  ${tenantId}:\n    auth: {method: secret, clientId: ${client.clientId}, secretEnv: AZURE_CLIENT_SECRET}\n`);
    assert.ok((await reveals(place, 0, 'plan', '--auth-file', authFile)).asked > 0);

    for (const [name, text] of Object.entries(files('D:\\Build'))) writeFileSync(join(workspace, name), text);
    const { out, err } = await program.expect(0, 'apply', '--yes');
    const journal = /\.pinwright\/journal\/\S+\.jsonl/.exec(out + err)[0];
    assert.ok(await isCached());
    assert.ok((await reveals(place, 0, 'rollback', journal, '--yes')).asked > 0);
  }));
