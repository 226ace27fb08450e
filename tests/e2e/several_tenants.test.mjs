// Two tenants in one workspace: what happens in one of them stops the other only where the docs say so.
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writesIn } from '../support/sandbox.mjs';
import { Tenant } from '../support/tenant.mjs';
import { bothTenants, client, helloPolicy, otherTenant, otherTenantId, release, rootFile, seed, tenantId, untilHeld, withTenant } from './setup.mjs';

const configurations = '/beta/deviceManagement/deviceConfigurations';
const seedOfBoth = () => ({ ...seed(), tenants: [...seed().tenants, otherTenant()] });
const both = (options, body) =>
  withTenant({ seed: seedOfBoth(), files: { 'pinwright.yaml': bothTenants, 'hello.yaml': helloPolicy }, ...options }, (place) =>
    body({ ...place, other: new Tenant(place.sandbox.url, otherTenantId, client) }));

const writesOf = (sandbox, id) => writesIn(sandbox.log()).filter(({ tenant }) => tenant === id);
const inTheWay = { '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'Windows Hello', omaSettings: [] };

test('what changes in one tenant between the plan and its apply stops the writes in the other, too', () =>
  both({ faults: { rules: [{ match: { method: 'GET', path: configurations, tenant: otherTenantId }, nth: 2, fault: { kind: 'hold', name: 'look' } }] } },
    async ({ program, sandbox, other }) => {
      // The first list is of the plan, the second of the last look before the writes.
      const { done } = program.start('apply', '--yes');
      await untilHeld(sandbox.url);
      assert.deepEqual(writesIn(sandbox.log()), []);
      await other.createPolicy(inTheWay);
      await release(sandbox.url, 'look');
      const { code, out, err } = await done;
      assert.equal(code, 4, out + err);
      assert.match(out + err, /stale-plan/);
      assert.deepEqual(writesOf(sandbox, tenantId), []);
      assert.equal(writesOf(sandbox, otherTenantId).length, 1);
    }));

test('a saved plan that is stale in one tenant is applied in none', () =>
  both({}, async ({ program, tenant, other, sandbox }) => {
    await program.expect(0, 'plan', '--out', 'saved.json');
    await other.createPolicy(inTheWay);
    await program.expect(4, 'apply', 'saved.json', '--yes');
    assert.deepEqual(writesOf(sandbox, tenantId), []);
    // With `--tenant` the rest of the plan is applied.
    await program.expect(0, 'apply', 'saved.json', '--yes', '--tenant', 'contoso');
    assert.equal((await tenant.policies()).length, 1);
    assert.equal((await other.policies()).length, 1);
  }));

test('an error of a write in one tenant does not stop the other', () =>
  both({ faults: { rules: [{ match: { method: 'POST', path: configurations, tenant: otherTenantId }, fault: { kind: 'status', status: 400, code: 'BadRequest', message: 'not today' } }] } },
    async ({ program, tenant, other }) => {
      const { out } = await program.expect(5, 'apply', '--yes', '--output', 'json');
      const states = Object.fromEntries(JSON.parse(out).tenants.map(({ name, outcomes }) => [name, outcomes[0].state]));
      assert.deepEqual(states, { contoso: 'done', fabrikam: 'failed' });
      assert.equal((await tenant.policyNamed('Windows Hello')).assignments.length, 2);
      assert.deepEqual(await other.policies(), []);
    }));

test('tenants are written to at the same time, and with --parallel 1 one after the other', async () => {
  const creation = { match: { method: 'POST', path: configurations }, fault: { kind: 'hold', name: 'creation' } };
  await both({ faults: { rules: [creation] } }, async ({ program, sandbox }) => {
    const { done } = program.start('apply', '--yes', '--parallel', '2');
    await untilHeld(sandbox.url, 2);
    await release(sandbox.url, 'creation');
    assert.equal((await done).code, 0);
  });
  await both({}, async ({ program, sandbox }) => {
    await program.expect(0, 'apply', '--yes', '--parallel', '1');
    const order = writesIn(sandbox.log()).map(({ tenant }) => tenant);
    const turns = order.filter((id, i) => i === 0 || id !== order[i - 1]);
    assert.equal(turns.length, 2, order.join(' '));
  });
});

test('a tenant that left the files is asked for nothing, and plan and apply say what stays there', () =>
  both({}, async ({ program, sandbox, workspace, other }) => {
    await program.expect(0, 'apply', '--yes');
    const asked = () => sandbox.log().filter(({ tenant, path }) => tenant === otherTenantId || path.includes(otherTenantId)).length;
    const before = asked();
    assert.ok(before > 0);
    writeFileSync(join(workspace, 'pinwright.yaml'), rootFile);
    appendFileSync(join(workspace, 'hello.yaml'), '    scopeTags: [Default]\n');
    const told = new RegExp(`note: tenant fabrikam \\(\`${otherTenantId}\`\\) is no longer in the files: 1 object .* stays as it is`);
    assert.match((await program.expect(2, 'plan', '--detailed-exitcode')).err, told);
    assert.doesNotMatch((await program.expect(0, 'plan', '--quiet')).err, /fabrikam/);
    assert.match((await program.expect(0, 'apply', '--yes')).err, told);
    for (const command of ['drift', 'status', 'preflight']) await program.expect(0, command);
    assert.equal(asked(), before);
    assert.equal((await other.policies()).length, 1);
  }));

const camera = `policies:
  camera:
    displayName: Camera
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 1}]
    assignments: {include: [pilot]}
`;

test('tenants in which there is nothing to say share a line, and --full shows each', () =>
  both({ files: { 'pinwright.yaml': bothTenants, 'camera.yaml': camera } }, async ({ program }) => {
    await program.expect(0, 'apply', '--yes');
    const brief = (await program.expect(0, 'plan')).out;
    assert.match(brief, /2 tenants unchanged/);
    assert.doesNotMatch(brief, /^ *contoso /m);
    const full = (await program.expect(0, 'plan', '--full')).out;
    for (const name of ['contoso', 'fabrikam']) assert.match(full, new RegExp(`^ *${name} `, 'm'));
  }));

test('a rollback with --tenant goes on where another tenant of the journal has left the files', () =>
  both({}, async ({ program, tenant, other, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    const [journal] = readdirSync(join(workspace, '.pinwright/journal'));
    const path = join('.pinwright/journal', journal);
    writeFileSync(join(workspace, 'pinwright.yaml'), rootFile);
    await program.expect(4, 'rollback', path, '--yes');
    await program.expect(0, 'rollback', path, '--yes', '--tenant', 'contoso');
    assert.equal((await tenant.policies()).length, 0);
    assert.equal((await other.policies()).length, 1);
  }));

test('a rollback whose --tenant takes none of the tenants of its journal is wrong usage, and does not end with 0', () =>
  both({}, async ({ program, workspace }) => {
    await program.expect(0, 'apply', '--yes', '--tenant', 'contoso');
    const [journal] = readdirSync(join(workspace, '.pinwright/journal'));
    const path = join('.pinwright/journal', journal);
    const { err } = await program.expect(64, 'rollback', path, '--yes', '--tenant', 'fabrikam');
    assert.match(err, /`--tenant` takes no tenant that the journal is about/);
    assert.match(err, /it is about `contoso`/);
  }));

test('a mistake in how a tenant is signed in to is no reason to sign in otherwise', () =>
  both({}, async ({ program, sandbox, workspace, folder }) => {
    const mistaken = bothTenants.replace('primaryDomain: contoso.com', 'auth: {method: certifcate}, primaryDomain: contoso.com');
    writeFileSync(join(workspace, 'pinwright.yaml'), mistaken);
    for (const args of [['status'], ['where', './Device/Vendor/MSFT/DMClient/Provider/MS%20DM%20Server/EnableOmaDmKeepAliveMessage'],
      ['forget', 'hello', '--tenant', 'contoso', '--yes'], ['import', '--tenant', 'contoso', '--out', join(folder, 'imported')],
      ['reset-passcode', '--tenant', 'contoso', '--device', 'PC-1', '--yes']]) {
      const { code, out, err } = await program.run(...args);
      assert.ok([1, 64].includes(code), `${args.join(' ')} ends with ${code}: ${out}${err}`);
      assert.match(err, /contoso. has errors/);
    }
    assert.deepEqual(sandbox.log(), []);
    await program.expect(0, 'status', '--tenant', 'fabrikam');
  }));
