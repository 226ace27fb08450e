// A policy whose target changes, in both directions: killed at every write, with the files turned back meanwhile, and
// never a moment in which no policy is assigned.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFiles } from '../support/program.mjs';
import { writesIn } from '../support/sandbox.mjs';
import { groups, rootFile, untilHeld, withTenant } from './setup.mjs';

const policy = (target, length = 8) => `policies:
  hello:
    displayName: Windows Hello
    description: PIN rules
    target: ${target}
    pinRecovery: {enabled: true}
    settings:
      - omaUri: ./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength
        value: ${length}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Connectivity/AllowBluetooth, value: 0}
    assignments: {include: [pilot], exclude: [kiosks]}
`;
const files = (text) => ({ 'pinwright.yaml': rootFile, 'hello.yaml': text });
const directions = [['custom', 'settingsCatalog'], ['settingsCatalog', 'custom']];
const at0 = ['--replace-after', '0'];

const both = async (tenant) => ({ custom: await tenant.policies(), settingsCatalog: await tenant.catalogPolicies() });
const assigned = ({ custom, settingsCatalog }) => [...custom, ...settingsCatalog].filter(({ assignments }) => assignments.length > 0);

async function assertIsWhole(tenant, target) {
  const found = await both(tenant);
  const other = target === 'custom' ? 'settingsCatalog' : 'custom';
  assert.equal(found[target].length, 1);
  assert.deepEqual(found[other], []);
  const targets = found[target][0].assignments.map((one) => one.target.groupId).sort();
  assert.deepEqual(targets, [groups.pilot.id, groups.kiosks.id].sort());
}

/** Applies until there is nothing to do: no write of ours may leave both objects unassigned. */
async function converges({ program, tenant }, target) {
  for (let round = 0; round < 4; ++round) {
    const { code } = await program.run('plan', '--detailed-exitcode', ...at0);
    if (code === 0) break;
    assert.equal(code, 2);
    await program.expect(0, 'apply', '--yes', '--max-deletes', '1', ...at0);
    const found = await both(tenant);
    assert.ok(assigned(found).length >= 1);
    assert.ok(found.custom.length + found.settingsCatalog.length <= 2, 'no third object');
  }
  await program.expect(0, 'plan', '--detailed-exitcode', ...at0);
  await assertIsWhole(tenant, target);
}

for (const [before, after] of directions) {
  test(`from ${before} to ${after}: two applies, and an empty plan`, () =>
    withTenant({ files: files(policy(before)) }, async ({ program, tenant, workspace }) => {
      await program.expect(0, 'apply', '--yes');
      writeFiles(workspace, files(policy(after)));
      assert.match((await program.expect(2, 'plan', '--detailed-exitcode')).out, /replace policy hello/);
      await program.expect(0, 'apply', '--yes');
      const waiting = await program.expect(0, 'plan', '--detailed-exitcode', '--verbose');
      assert.match(waiting.out + waiting.err, /being replaced/);
      await program.expect(0, 'drift');
      assert.match((await program.expect(0, 'status')).out, /being replaced/);
      await program.expect(2, 'plan', '--detailed-exitcode', ...at0);
      await program.expect(0, 'apply', '--yes', ...at0);
      await program.expect(0, 'plan', '--detailed-exitcode');
      await assertIsWhole(tenant, after);
    }));

  test(`from ${before} to ${after} under CI: --max-deletes for both steps`, () =>
    withTenant({ files: files(policy(before)), env: { CI: 'true' } }, async ({ program, workspace }) => {
      await program.expect(0, 'apply', '--yes');
      writeFiles(workspace, files(policy(after)));
      for (const step of ['made', 'deleted']) {
        const refused = await program.expect(1, 'apply', '--yes', ...at0);
        assert.match(refused.err, /--max-deletes 1/, step);
        await program.expect(0, 'apply', '--yes', '--max-deletes', '1', ...at0);
      }
      await program.expect(0, 'plan', '--detailed-exitcode');
    }));

  test(`from ${before} to ${after}: a saved plan of each step is applied`, () =>
    withTenant({ files: files(policy(before)) }, async ({ program, tenant, workspace }) => {
      await program.expect(0, 'apply', '--yes');
      writeFiles(workspace, files(policy(after)));
      for (const step of ['make', 'delete']) {
        await program.expect(0, 'plan', '--out', `${step}.plan`, ...at0);
        await program.expect(0, 'apply', `${step}.plan`, '--yes');
      }
      await assertIsWhole(tenant, after);
    }));

  test(`from ${before} to ${after}: both steps are rolled back`, () =>
    withTenant({ files: files(policy(before)) }, async ({ program, tenant, workspace }) => {
      await program.expect(0, 'apply', '--yes');
      writeFiles(workspace, files(policy(after)));
      await program.expect(0, 'apply', '--yes', ...at0);
      await program.expect(0, 'apply', '--yes', ...at0);
      const journals = readdirSync(join(workspace, '.pinwright/journal')).sort().map((name) => join('.pinwright/journal', name));
      assert.equal(journals.length, 3);
      // What the first step made is all that is left: it goes only when the old one is back.
      assert.match((await program.expect(4, 'rollback', journals[1], '--yes')).out, /all that is left/);
      await program.expect(0, 'rollback', journals[2], '--yes');
      await program.expect(0, 'rollback', journals[1], '--yes');
      writeFiles(workspace, files(policy(before)));
      await converges({ program, tenant }, before);
    }));
}

const collection = { custom: 'deviceConfigurations', settingsCatalog: 'configurationPolicies' };

/** The writes of the steps that follow the first apply: the step, the target they go to, the method and its number. */
const kills = ([before, after]) => [
  { step: 1, target: after, method: 'POST', nth: 1 },
  { step: 1, target: after, method: 'POST', nth: 2 },
  { step: 2, target: before, method: 'DELETE', nth: 1 },
];

for (const direction of directions) {
  const [before, after] = direction;
  for (const { step, target, method, nth } of kills(direction)) {
    for (const when of ['before', 'after']) {
      for (const end of [after, before]) {
        test(`from ${before} to ${after}, killed ${when} the ${nth}. ${method} of step ${step}, the files say ${end}`, () =>
          withTenant({
            files: files(policy(before)),
            faults: { rules: [{ match: { method, path: `/beta/deviceManagement/${collection[target]}*` }, nth, fault: { kind: 'hold', name: 'kill', when } }] },
          }, async (place) => {
            const { program, sandbox, tenant, workspace } = place;
            await program.expect(0, 'apply', '--yes');
            writeFiles(workspace, files(policy(after)));
            if (step === 2) await program.expect(0, 'apply', '--yes', ...at0);
            const { child, done } = program.start('apply', '--yes', ...at0);
            await untilHeld(sandbox.url);
            assert.ok(assigned(await both(tenant)).length >= 1);
            child.kill('SIGKILL');
            assert.equal((await done).signal, 'SIGKILL');
            await fetch(`${sandbox.url}/sandbox/release/kill`, { method: 'POST' });
            assert.ok(assigned(await both(tenant)).length >= 1);
            writeFiles(workspace, files(policy(end)));
            await converges(place, end);
          }));
      }
    }
  }
}
