import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writesIn } from '../support/sandbox.mjs';
import { groupTarget, sendable } from '../support/tenant.mjs';
import { groups, rootFile, withTenant } from './setup.mjs';

const minimum = (policy) => policy.omaSettings.find((one) => one.displayName === 'MinimumPINLength').value;

test('the tour: plan, apply, someone changes the tenant, drift, apply, rollback', () =>
  withTenant({}, async ({ program, tenant, workspace }) => {
    await program.expect(0, 'validate');
    const first = await program.expect(2, 'plan', '--detailed-exitcode');
    assert.match(first.out, /create/);
    await program.expect(0, 'apply', '--yes');
    await program.expect(0, 'plan', '--detailed-exitcode');

    const made = await tenant.policyNamed('Windows Hello');
    assert.equal(minimum(made), 8);
    assert.deepEqual(
      made.assignments.map(({ target }) => [target['@odata.type'], target.groupId]).sort(),
      [['#microsoft.graph.exclusionGroupAssignmentTarget', groups.kiosks.id], ['#microsoft.graph.groupAssignmentTarget', groups.pilot.id]],
    );

    await tenant.patchPolicy(made.id, {
      omaSettings: made.omaSettings.map(sendable).map((one) => (one.displayName === 'MinimumPINLength' ? { ...one, value: 4 } : one)),
    });
    const drift = await program.expect(3, 'drift');
    assert.match(drift.out, /MinimumPINLength/);
    await program.expect(0, 'apply', '--yes');
    assert.equal(minimum(await tenant.policyNamed('Windows Hello')), 8);
    await program.expect(0, 'drift');

    const journals = readdirSync(join(workspace, '.pinwright/journal')).sort();
    assert.equal(journals.length, 2);
    await program.expect(0, 'rollback', join('.pinwright/journal', journals[1]), '--yes');
    assert.equal(minimum(await tenant.policyNamed('Windows Hello')), 4);
  }));

test('plan, drift, preflight, status and import write nothing', () =>
  withTenant({}, async ({ program, sandbox, tenant }) => {
    await tenant.createPolicy({
      '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
      displayName: 'By hand',
      omaSettings: [{ '@odata.type': '#microsoft.graph.omaSettingString', displayName: 'x', omaUri: './Device/Vendor/MSFT/Policy/Config/A~B~C/x', value: 'y' }],
    });
    const before = writesIn(sandbox.log()).length;
    await program.expect(0, 'plan', '--output', 'json');
    await program.run('drift');
    await program.expect(0, 'preflight');
    await program.expect(0, 'status');
    await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'imported');
    assert.equal(writesIn(sandbox.log()).length, before);
    assert.ok(sandbox.log().length > before + 10);
  }));

test('an import is adopted without a change, and then there is nothing to do', () =>
  withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
    const body = {
      '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
      displayName: 'Made by hand',
      description: 'since 2019',
      omaSettings: [
        { '@odata.type': '#microsoft.graph.omaSettingString', displayName: 'x', omaUri: './Device/Vendor/MSFT/Policy/Config/A~B~C/x', value: '<enabled/>' },
        { '@odata.type': '#microsoft.graph.omaSettingInteger', displayName: 'y', omaUri: './Device/Vendor/MSFT/Policy/Config/Update/AllowAutoUpdate', value: 3 },
      ],
    };
    const made = await tenant.createPolicy(body);
    await tenant.assignPolicy(made.id, [groupTarget(groups.pilot.id)]);
    await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'imported');
    assert.match(readFileSync(join(workspace, 'imported/policies/made-by-hand.yaml'), 'utf8'), /adopt: \{contoso: /);
    await program.expect(0, 'validate');
    const plan = JSON.parse((await program.expect(0, 'plan', '--output', 'json')).out);
    assert.deepEqual(plan.tenants[0].changes.map(({ action, paths }) => [action, paths]), [['adopt', []]]);
    await program.expect(0, 'apply', '--yes');
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));
