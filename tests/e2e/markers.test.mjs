// What an administrator does to a marker or to the object that carries it, and what drift and the next plan say.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFiles } from '../support/program.mjs';
import { helloPolicy, rootFile, withTenant } from './setup.mjs';

const policyFile = (more) => ({ 'hello.yaml': helloPolicy.replace('    displayName:', `    ${more}\n    displayName:`) });

test('a policy under adopt whose marker was taken off: drift says so, and the next apply takes it over again', () =>
  withTenant({}, async ({ program, tenant, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    const { id, description } = await tenant.policyNamed('Windows Hello');
    writeFiles(workspace, policyFile(`adopt: {contoso: ${id}}`));
    await program.expect(0, 'plan', '--detailed-exitcode');
    await program.expect(0, 'drift');
    await tenant.patchPolicy(id, { description: 'PIN rules' });
    assert.match((await program.expect(3, 'drift')).out, /carries no marker/);
    await program.expect(0, 'apply', '--yes');
    const policies = await tenant.policies();
    assert.deepEqual(policies.map((one) => one.id), [id]);
    assert.equal(policies[0].description.replace(/ r=\w+/, ''), description.replace(/ r=\w+/, ''));
    await program.expect(0, 'drift');
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));

test('a policy under adopt that no apply took over yet counts as drift', () =>
  withTenant({}, async ({ program, tenant, workspace }) => {
    const { id } = await tenant.createPolicy({ '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'Windows Hello', omaSettings: [] });
    writeFiles(workspace, policyFile(`adopt: {contoso: ${id}}`));
    assert.match((await program.expect(3, 'drift')).out, /no apply took the policy over yet/);
  }));

test('a policy that was deleted by hand is no drift, and the next plan creates it', () =>
  withTenant({}, async ({ program, tenant }) => {
    await program.expect(0, 'apply', '--yes');
    await tenant.deletePolicy((await tenant.policyNamed('Windows Hello')).id);
    assert.match((await program.expect(0, 'drift')).out, /no drift/);
    assert.match((await program.expect(2, 'plan', '--detailed-exitcode')).out, /1 to create/);
  }));

test('a policy whose marker is gone or damaged stops the next plan, which says which of both', () =>
  withTenant({}, async ({ program, tenant }) => {
    await program.expect(0, 'apply', '--yes');
    const { id, description } = await tenant.policyNamed('Windows Hello');
    await tenant.patchPolicy(id, { description: description.replace(' t=', ' t') });
    const damaged = await program.expect(1, 'plan');
    assert.match(damaged.out, /unowned-policy/);
    assert.match(damaged.out, /has a damaged marker/);
    await tenant.patchPolicy(id, { description: 'PIN rules' });
    const gone = await program.expect(1, 'plan');
    assert.match(gone.out, /unowned-policy/);
    assert.match(gone.out, /carries no marker of this workspace/);
    assert.doesNotMatch(gone.out, /damaged/);
  }));

test('a protected policy outlives its file, and goes after an apply of protect: false', () =>
  withTenant({ files: { 'pinwright.yaml': rootFile, ...policyFile('protect: true') } }, async ({ program, tenant, workspace }) => {
    const apply = ['apply', '--yes', '--max-deletes', '1'];
    const remove = () => rmSync(join(workspace, 'hello.yaml'));
    await program.expect(0, ...apply);
    remove();
    await program.expect(0, ...apply);
    assert.equal((await tenant.policies()).length, 1);
    writeFiles(workspace, policyFile('protect: false'));
    await program.expect(0, ...apply);
    remove();
    await program.expect(0, ...apply);
    assert.deepEqual(await tenant.policies(), []);
  }));

test('a tenant that is left with offboard: delete keeps what is protected, and with forget gives it up', () =>
  withTenant({ files: { 'pinwright.yaml': rootFile, ...policyFile('protect: true'), 'camera.yaml': `policies:
  camera:
    displayName: Camera
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 1}]
` } }, async ({ program, tenant, workspace }) => {
    const leaving = (how) => writeFiles(workspace, { 'pinwright.yaml': rootFile.replace('primaryDomain:', `offboard: ${how}, primaryDomain:`) });
    await program.expect(0, 'apply', '--yes');
    leaving('delete');
    await program.expect(0, 'apply', '--yes', '--max-deletes', '1');
    assert.deepEqual((await tenant.policies()).map(({ displayName }) => displayName), ['Windows Hello']);
    leaving('forget');
    await program.expect(0, 'apply', '--yes');
    const [left] = await tenant.policies();
    assert.equal(left.displayName, 'Windows Hello');
    assert.doesNotMatch(left.description, /pinwright/);
  }));
