// What is not finished, and what goes: how a plan and a drift tell it.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { groups, release, untilHeld, withTenant } from './setup.mjs';

const configurations = '/beta/deviceManagement/deviceConfigurations';
const refusedAssignment = { match: { method: 'POST', path: `${configurations}/*/assign` }, nth: 1, fault: { kind: 'status', status: 403, code: 'Forbidden', message: 'not today' } };

test('a policy that was made and not assigned: the plan says why it is assigned', () =>
  withTenant({ faults: { rules: [refusedAssignment] } }, async ({ program, tenant }) => {
    await program.expect(5, 'apply', '--yes');
    assert.deepEqual((await tenant.policyNamed('Windows Hello')).assignments, []);
    assert.match((await program.expect(2, 'plan', '--detailed-exitcode')).out, /# an apply was cut short before it was assigned/);
    await program.expect(0, 'apply', '--yes');
    assert.equal((await tenant.policyNamed('Windows Hello')).assignments.length, 2);
  }));

test('what a deletion takes away is listed by --full, and not without it', () =>
  withTenant({}, async ({ program, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    rmSync(join(workspace, 'hello.yaml'));
    const brief = (await program.expect(0, 'plan')).out;
    assert.match(brief, /- delete policy hello "Windows Hello" in contoso {2}# no longer in the files/);
    assert.doesNotMatch(brief, /MinimumPINLength/);
    const full = (await program.expect(0, 'plan', '--full')).out;
    assert.match(full, /- omaSettings\[\S*MinimumPINLength\] {2}8/);
    assert.match(full, /- assignments\[group /);
  }));

for (const command of [['plan'], ['drift']]) {
  test(`${command[0]} that is interrupted ends with 130`, () =>
    withTenant({ faults: { rules: [{ match: { method: 'GET', path: configurations }, fault: { kind: 'hold', name: 'list' } }] } }, async ({ program, sandbox }) => {
      const { child, done } = program.start(...command);
      await untilHeld(sandbox.url);
      child.kill('SIGINT');
      const { code, out, err } = await done;
      await release(sandbox.url, 'list');
      assert.equal(code, 130, out + err);
    }));
}

const pinLength = './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength';
for (const [command, path] of [
  [['status'], `${configurations}/*/deviceStatusOverview`],
  [['where', pinLength], `/beta/groups/${groups.pilot.id}`],
  [['preflight'], '/beta/deviceManagement/operationApprovalPolicies'],
]) {
  test(`${command[0]} that is interrupted while it asks for details ends with 130, and takes none of them for told`, () =>
    withTenant({ faults: { rules: [{ match: { method: 'GET', path }, fault: { kind: 'hold', name: 'details' } }] } }, async ({ program, sandbox }) => {
      await program.expect(0, 'apply', '--yes');
      const { child, done } = program.start(...command);
      await untilHeld(sandbox.url);
      child.kill('SIGINT');
      const { code, out, err } = await done;
      await release(sandbox.url, 'details');
      assert.equal(code, 130, out + err);
    }));
}
