// Which rights requests for approval take, and what is not asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tenant } from '../support/tenant.mjs';
import { apply, applyToTheEnd, assertWhole, changeFiles, guarded, requests, why, withGuarded } from './approvals.mjs';
import { tenantId } from './setup.mjs';

/** The same tenant; the program's client has these rights, and each of `more` is a client of its own. */
const withRoles = (roles, more = {}) => {
  const seed = guarded();
  return {
    ...seed,
    clients: [{ ...seed.clients[0], roles }, seed.clients[1], ...Object.entries(more).map(([clientId, own]) => ({ clientId, secret: 'secret', roles: own }))],
  };
};
const toApply = ['DeviceManagementConfiguration.ReadWrite.All', 'Group.Read.All', 'Organization.Read.All', 'Application.Read.All', 'Directory.Read.All'];

test('an apply without the right to read roles carries approvals through, and takes one back', () =>
  withGuarded({ seed: withRoles(toApply) }, async (place) => {
    const { program, workspace, open, all } = place;
    await applyToTheEnd(place);
    changeFiles(workspace, 'value: 8', 'value: 9');
    await apply(program, 7, ...why);
    const [{ id }] = await open();
    changeFiles(workspace, 'value: 9', 'value: 10');
    await apply(program, 7, ...why);
    assert.equal((await all()).find((one) => one.id === id).status, 'cancelled');
    await applyToTheEnd(place);
    await assertWhole(place);
  }));

test('requests are read with either right, and not without', () => {
  const rights = {
    '11111111-0000-4000-8000-000000000001': ['DeviceManagementConfiguration.Read.All'],
    '11111111-0000-4000-8000-000000000002': ['DeviceManagementRBAC.Read.All'],
    '11111111-0000-4000-8000-000000000003': ['Group.Read.All', 'DeviceManagementManagedDevices.Read.All'],
  };
  return withGuarded({ seed: withRoles(toApply, rights) }, async ({ program, sandbox }) => {
    await apply(program, 7, ...why);
    const [configuration, roles, neither] = Object.keys(rights).map((clientId) => new Tenant(sandbox.url, tenantId, { clientId, secret: 'secret' }));
    for (const reader of [configuration, roles]) assert.equal((await reader.list(requests)).length, 1);
    await assert.rejects(neither.list(requests), /403/);
  });
});

test('a reset of a passcode is asked no approval for, and takes no justification', () => {
  const phone = { deviceName: 'PHONE-1', operatingSystem: 'WindowsPhone', osVersion: '10.0.15063.1', skuFamily: 'Mobile', joinType: 'azureADJoined', resetPasscode: { state: 'done', passcode: '4711-0815' } };
  return withGuarded({ seed: guarded({ managedDevices: [phone] }) }, async ({ program, all }) => {
    const reset = ['reset-passcode', '--tenant', 'contoso', '--device', 'PHONE-1', '--yes'];
    await program.expect(64, ...reset, ...why);
    await program.expect(0, ...reset, '--wait');
    assert.deepEqual(await all(), []);
  });
});
