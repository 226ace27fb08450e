// A list that leaves out what this workspace made is believed of nothing that a journal knows by its id: else all of it
// would be made a second time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binary, client, rootFile, tenantId, withTenant } from './setup.mjs';
import { Program, writeFiles } from '../support/program.mjs';
import { startSandbox, writesIn } from '../support/sandbox.mjs';
import { Tenant } from '../support/tenant.mjs';

const lists = ['/beta/deviceManagement/deviceConfigurations', '/beta/deviceManagement/configurationPolicies', '/beta/deviceManagement/assignmentFilters', '/beta/groups'];
const empty = lists.map((path) => ({ match: { method: 'GET', path }, fault: { kind: 'emptyList' } }));

const files = (length) => ({
  'pinwright.yaml': rootFile
    .replace(/  pilot: .*\n  kiosks: .*/, '  made: {displayName: SG Made Here, members: devices, create: true}')
    .concat('filters:\n  laptops: {displayName: Laptops, create: true, rule: \'(device.model -startsWith "Lap")\'}\n'),
  'hello.yaml': `policies:
  custom:
    displayName: Custom
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength', value: ${length}}]
    assignments: {include: [{group: made, filter: laptops}]}
  camera:
    displayName: Camera
    target: settingsCatalog
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: ${length % 2}}]
    assignments: {include: [made]}
`,
});

/** Applies the files; then `body` gets the program of the same tenant, whose lists show nothing. */
const withEmptyLists = (body, more = []) =>
  withTenant({ files: files(8) }, async ({ program, workspace, sandbox, folder }) => {
    await program.expect(0, 'apply', '--yes');
    await sandbox.stop();
    const later = await startSandbox(binary, { folder, faults: { rules: [...empty, ...more] } });
    try {
      const program = new Program(binary, workspace, { url: later.url, ...client });
      await body({ program, workspace, log: later.log, tenant: new Tenant(later.url, tenantId, client) });
    } finally {
      await later.stop();
    }
  });

const made = (log) => writesIn(log()).filter(({ method, path }) => method === 'POST' && lists.includes(path)).length;

test('what a journal knows is not made twice because no list shows it', () =>
  withEmptyLists(async ({ program, workspace, log }) => {
    const before = made(log);
    assert.match((await program.expect(0, 'plan')).out, /nothing to do/);
    assert.match((await program.expect(0, 'apply', '--yes')).out, /nothing to do/);
    assert.match((await program.expect(0, 'drift')).out, /no drift/);
    writeFiles(workspace, files(9));
    assert.match((await program.expect(0, 'plan')).out, /0 to create, 2 to update, 0 to delete/);
    await program.expect(0, 'apply', '--yes');
    assert.match((await program.expect(0, 'plan')).out, /nothing to do/);
    assert.equal(made(log), before);
  }));

/** Ids of the policies that were made. */
const policyIds = (log) => {
  const ids = log().map(({ path }) => path.match(/\/(deviceConfigurations|configurationPolicies)\/([0-9a-f-]{36})\/assign$/)).filter(Boolean);
  return [...new Set(ids.map(([, list, id]) => `/beta/deviceManagement/${list}/${id}`))];
};

test('what was deleted by hand is made anew', () =>
  withEmptyLists(async ({ program, log, tenant }) => {
    const paths = policyIds(log);
    assert.equal(paths.length, 2);
    for (const path of paths) await tenant.call('DELETE', path);
    assert.match((await program.expect(0, 'plan')).out, /2 to create, 0 to update/);
  }));

test('of an id that is neither there nor gone nothing is concluded', () =>
  withEmptyLists(async ({ program, log }) => {
    const before = made(log);
    for (const args of [['plan'], ['apply', '--yes'], ['drift']]) {
      const { out, err } = await program.expect(6, ...args);
      assert.match(out + err, /a journal says that the policy `custom` was written as/);
    }
    assert.equal(made(log), before);
  }, [{ match: { method: 'GET', path: `${lists[0]}/*` }, fault: { kind: 'status', status: 403, code: 'Forbidden', message: 'not today' } }]));
