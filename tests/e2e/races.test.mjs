// Somebody else writes while an apply runs, on a service that makes it hard: the apply writes over nothing that it has not
// seen, and names what stands twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helloPolicy, release, rootFile, untilHeld, withTenant } from './setup.mjs';
import { writeFiles } from '../support/program.mjs';

const configurations = '/beta/deviceManagement/deviceConfigurations';
const strict = { options: ['--profile', 'strict-service'] };
const changed = { 'pinwright.yaml': rootFile, 'hello.yaml': helloPolicy.replace('value: 8', 'value: 10') };

/** The first PATCH is held, then turned away with 429: what `meddle` does falls between the last GET and the next one. */
const turnedAway = {
  rules: [
    { match: { method: 'PATCH', path: `${configurations}/*` }, nth: 1, fault: { kind: 'hold', name: 'gate' } },
    { match: { method: 'PATCH', path: `${configurations}/*` }, nth: 1, fault: { kind: 'status', status: 429, retryAfter: 1 } },
  ],
};

async function applyWhile(meddle, check) {
  await withTenant({ ...strict, faults: turnedAway }, async ({ program, tenant, sandbox, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    writeFiles(workspace, changed);
    const run = program.run('apply', '--yes');
    await untilHeld(sandbox.url);
    const [before] = await tenant.policies();
    await meddle(tenant, before);
    await release(sandbox.url, 'gate');
    await check(await run, (await tenant.policies())[0], before);
  });
}

test('a change between the read and a write that was turned away is not written over', () =>
  applyWhile(
    (tenant, policy) => tenant.patchPolicy(policy.id, { displayName: 'Renamed by a colleague' }),
    ({ code, out, err }, after) => {
      assert.equal(code, 4, out + err);
      assert.match(out + err, /was changed after the plan was made/);
      assert.equal(after.displayName, 'Renamed by a colleague');
      assert.ok(after.omaSettings.some(({ value }) => value === 8));
    },
  ));

test('a policy whose marker was taken off meanwhile is left alone', () =>
  applyWhile(
    (tenant, policy) => tenant.patchPolicy(policy.id, { description: 'mine now' }),
    ({ code, out, err }, after) => {
      assert.equal(code, 4, out + err);
      assert.equal(after.description, 'mine now');
      assert.ok(after.omaSettings.some(({ value }) => value === 8));
    },
  ));

test('a copy that somebody makes of a new policy is left alone and named', () =>
  withTenant(
    { ...strict, faults: { rules: [{ match: { method: 'POST', path: configurations }, nth: 1, fault: { kind: 'hold', name: 'gate', when: 'after' } }] } },
    async ({ program, tenant, sandbox }) => {
      const run = program.run('apply', '--yes');
      await untilHeld(sandbox.url);
      const original = await listed(tenant, 'Windows Hello');
      const copy = await tenant.createPolicy({
        '@odata.type': original['@odata.type'], displayName: 'Windows Hello - Copy', description: original.description, omaSettings: [],
      });
      await listed(tenant, 'Windows Hello - Copy');
      await release(sandbox.url, 'gate');
      const { code, out, err } = await run;
      assert.equal(code, 5, out + err);
      assert.ok((out + err).includes(original.id) && (out + err).includes(copy.id), out + err);
      assert.equal((await tenant.policies()).length, 2);
    },
  ));

test('a copy outlives the original that an apply deletes, and is forgotten by its id', () =>
  withTenant({}, async ({ program, tenant, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    const [original] = await tenant.policies();
    const copy = await tenant.createPolicy({
      '@odata.type': original['@odata.type'], displayName: 'Windows Hello - Copy', description: original.description, omaSettings: [],
    });
    writeFiles(workspace, { 'hello.yaml': '' });
    assert.match((await program.expect(0, 'apply', '--yes', '--max-deletes', '1')).out, /is this workspace's/);
    const ids = async () => (await tenant.policies()).map(({ id }) => id);
    assert.deepEqual(await ids(), [copy.id]);
    const { out } = await program.expect(0, 'apply', '--yes', '--max-deletes', '1');
    assert.match(out, /a copy of the policy `hello`, which an apply deleted, still carries its marker/);
    assert.deepEqual(await ids(), [copy.id]);
    await program.expect(0, 'forget', 'hello', '--tenant', 'contoso', '--id', copy.id, '--yes');
    assert.doesNotMatch((await program.expect(0, 'plan')).out, /a copy/);
  }));

/** The lists of this service leave a new object out twice: asked until it is there, so that the run's last look can see it. */
async function listed(tenant, name) {
  for (;;) {
    const found = (await tenant.policies()).find(({ displayName }) => displayName === name);
    if (found) return found;
  }
}
