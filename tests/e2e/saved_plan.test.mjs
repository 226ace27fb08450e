import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writesIn } from '../support/sandbox.mjs';
import { groupTarget, sendable } from '../support/tenant.mjs';
import { groups, helloPolicy, rootFile, withTenant } from './setup.mjs';

const eap = new URL('../../schemas/csp/Eap_Area.json', import.meta.url);

/** Applies a saved plan that must be refused: exit 4, and not one write. */
async function refused({ program, sandbox }) {
  const before = writesIn(sandbox.log()).length;
  const { out, err } = await program.expect(4, 'apply', 'saved.json', '--yes');
  assert.match(out + err, /stale-plan/);
  assert.equal(writesIn(sandbox.log()).length, before);
}

test('a saved plan is private, is applied once, and is refused the second time', () =>
  withTenant({}, async (place) => {
    const { program, workspace } = place;
    await program.expect(0, 'plan', '--out', 'saved.json');
    assert.equal(statSync(join(workspace, 'saved.json')).mode & 0o777, 0o600);
    await program.expect(0, 'apply', 'saved.json', '--yes');
    await refused(place);
  }));

test('a saved plan larger than 256 MiB is refused', () =>
  withTenant({}, async ({ program, workspace, sandbox }) => {
    await program.expect(0, 'plan', '--out', 'saved.json');
    truncateSync(join(workspace, 'saved.json'), 256 * 2 ** 20 + 1);
    const { err } = await program.expect(4, 'apply', 'saved.json', '--yes');
    assert.match(err, /larger than the limit of 268,?435,?456 bytes/);
    assert.equal(writesIn(sandbox.log()).length, 0);
  }));

test('a saved plan is refused when what it would create has appeared', () =>
  withTenant({}, async (place) => {
    await place.program.expect(0, 'plan', '--out', 'saved.json');
    await place.program.expect(0, 'apply', '--yes');
    await refused(place);
  }));

const changes = {
  'its settings': (tenant, live) => tenant.patchPolicy(live.id, { omaSettings: live.omaSettings.map(sendable).slice(0, 1) }),
  'its name': (tenant, live) => tenant.patchPolicy(live.id, { displayName: 'Another' }),
  'its assignments': (tenant, live) => tenant.assignPolicy(live.id, [groupTarget(groups.kiosks.id)]),
  'nothing but the time of its last write': (tenant, live) => tenant.patchPolicy(live.id, { displayName: live.displayName }),
  'that it is gone': (tenant, live) => tenant.deletePolicy(live.id),
};

for (const [what, change] of Object.entries(changes)) {
  test(`a saved plan is refused after a live change of an object that it updates: ${what}`, () =>
    withTenant({}, async (place) => {
      const { program, tenant, workspace } = place;
      await program.expect(0, 'apply', '--yes');
      appendFileSync(join(workspace, 'hello.yaml'), '    scopeTags: [Default]\n');
      await program.expect(0, 'plan', '--out', 'saved.json');
      await change(tenant, await tenant.policyNamed('Windows Hello'));
      await refused(place);
    }));
}

test('a saved plan is refused when a file of the workspace has changed since', () =>
  withTenant({}, async (place) => {
    await place.program.expect(0, 'plan', '--out', 'saved.json');
    appendFileSync(join(place.workspace, 'hello.yaml'), '# a remark\n');
    await refused(place);
  }));

/** A policy to take over that the tenant does not have any more. */
const gonePolicy = `policies:
  gone:
    displayName: Gone
    adopt: {contoso: 11111111-2222-4333-8444-555555555555}
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 1}]
`;

for (const [how, apply] of Object.entries({ 'of a saved plan': ['apply', 'saved.json', '--yes'], 'without one': ['apply', '--yes'] })) {
  test(`an adopted policy that is gone is left out alone, in an apply ${how}`, () =>
    withTenant({ files: { 'pinwright.yaml': rootFile, 'hello.yaml': helloPolicy, 'gone.yaml': gonePolicy } }, async ({ program, tenant }) => {
      const { out } = await program.expect(1, 'plan', '--out', 'saved.json');
      assert.match(out, /unmanaged-target/);
      await program.expect(5, ...apply);
      assert.ok(await tenant.policyNamed('Windows Hello'));
      assert.equal(await tenant.policyNamed('Gone'), undefined);
      await program.expect(1, 'plan');
    }));
}

test('options that decide what is planned are wrong usage beside a saved plan, and none of them is passed over', () =>
  withTenant({}, async ({ program, sandbox }) => {
    await program.expect(0, 'plan', '--out', 'saved.json');
    const asked = sandbox.log().length;
    for (const option of [['--adopt', 'hello'], ['--replace', 'hello'], ['--replace-after', '1h'], ['--replace-now', 'hello']]) {
      const { err } = await program.expect(64, 'apply', 'saved.json', '--yes', ...option);
      assert.match(err, /goes with the plan, not with its apply/);
    }
    assert.equal(sandbox.log().length, asked);
  }));

test('what a saved plan takes over with --adopt is taken over by its apply, without the option', () =>
  withTenant({}, async ({ program, tenant }) => {
    const { id } = await tenant.createPolicy({ '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'Windows Hello', omaSettings: [] });
    await program.expect(0, 'plan', '--out', 'saved.json', '--adopt', 'hello');
    await program.expect(0, 'apply', 'saved.json', '--yes');
    assert.deepEqual((await tenant.policies()).map((one) => one.id), [id]);
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));

test('a saved plan is refused when a file of the catalogue has changed since', () =>
  withTenant({ files: { 'pinwright.yaml': `${rootFile}catalog: [csp]\n`, 'hello.yaml': helloPolicy, 'csp/eap.json': readFileSync(eap, 'utf8') } }, async (place) => {
    await place.program.expect(0, 'plan', '--out', 'saved.json');
    appendFileSync(join(place.workspace, 'csp/eap.json'), '\n');
    await refused(place);
    writeFileSync(join(place.workspace, 'csp/eap.json'), readFileSync(eap));
    await place.program.expect(0, 'apply', 'saved.json', '--yes');
  }));
