// A list that is not there is no list that holds nothing: whoever takes a 404 of a gateway for one would make everything
// twice, or see no drift.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, client, helloPolicy, otherTenantId, rootFile, tenantId, withTenant } from './setup.mjs';
import { Program, writeFiles } from '../support/program.mjs';
import { startSandbox, writesIn } from '../support/sandbox.mjs';
import { Tenant } from '../support/tenant.mjs';

const configurations = '/beta/deviceManagement/deviceConfigurations';
const catalog = '/beta/deviceManagement/configurationPolicies';
const catalogPolicy = helloPolicy.replace('    displayName:', '    target: settingsCatalog\n    displayName:');
const commands = (folder) => [
  ['plan'], ['apply', '--yes'], ['drift'], ['status'],
  ['forget', 'hello', '--tenant', 'contoso', '--yes'],
  ['import', '--tenant', 'contoso', '--out', join(folder, 'imported')],
];
const answers = (path, status) => ({ faults: { rules: [{ match: { method: 'GET', path }, fault: { kind: 'status', status } }] } });

for (const status of [404, 410]) {
  for (const [path, policy] of [[configurations, helloPolicy], [catalog, catalogPolicy], ['/beta/groups', helloPolicy]]) {
    test(`${status} for ${path}`, () =>
      withTenant({ files: { 'pinwright.yaml': rootFile, 'hello.yaml': policy }, ...answers(path, status) }, async ({ program, sandbox, folder }) => {
        for (const args of path.endsWith('groups') ? [['plan'], ['apply', '--yes']] : commands(folder)) {
          const { code, out, err } = await program.run(...args);
          const is_optional = path === catalog && ['forget', 'import'].includes(args[0]);
          if (is_optional) {
            assert.match(out + err, /configurationPolicies|nothing to import/, args.join(' '));
            if (args[0] === 'forget') assert.equal(code, 1, out + err);
          } else {
            assert.ok([1, 6].includes(code), `${args.join(' ')} ends with ${code}: ${out}${err}`);
            assert.match(out + err, new RegExp(`${status}`), args.join(' '));
          }
          assert.doesNotMatch(out, /to create, |nothing to do|no drift|missing/, args.join(' '));
        }
        assert.deepEqual(writesIn(sandbox.log()), []);
      }));
  }
}

test('where no policy of the files is in the settings catalog, a tenant that does not list it is told of and worked on', () =>
  withTenant(answers(catalog, 404), async ({ program, folder }) => {
    await program.expect(0, 'apply', '--yes');
    assert.match((await program.expect(0, 'where', './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength')).out, /not looked at: settings catalog: .*404/i);
    assert.match((await program.expect(0, 'import', '--tenant', 'contoso', '--out', join(folder, 'imported'))).out, /does not list them|settings catalog/);
  }));

const onlyCamera = `policies:
  camera:
    displayName: Camera
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 0}]
    assignments: {include: [pilot]}
`;

/** Applies `before`, and then has the same tenant answer as `faults` say. `body` gets the program of it. */
const withFaultsLater = (before, faults, body) =>
  withTenant({ files: { 'pinwright.yaml': rootFile, 'hello.yaml': before } }, async ({ program, workspace, sandbox, folder }) => {
    await program.expect(0, 'apply', '--yes');
    await sandbox.stop();
    const later = await startSandbox(binary, { folder, ...faults });
    try {
      await body({ program: new Program(binary, workspace, { url: later.url, ...client }), workspace, log: later.log });
    } finally {
      await later.stop();
    }
  });

for (const [what, files] of [['goes to a custom policy', helloPolicy], ['left the files', onlyCamera]]) {
  test(`a policy of the settings catalog that ${what} is neither gone nor new while the tenant does not list it`, () =>
    withFaultsLater(catalogPolicy, answers(catalog, 404), async ({ program, workspace }) => {
      writeFiles(workspace, { 'hello.yaml': files });
      for (const args of [['plan'], ['apply', '--yes'], ['drift']]) {
        const { out, err } = await program.expect(6, ...args);
        assert.match(out + err, /404.*configurationPolicies/);
        assert.match(out + err, /a journal says that this workspace has policies there/);
      }
    }));
}

for (const [what, files] of [['is in the files', catalogPolicy], ['left the files', onlyCamera]]) {
  test(`a policy that ${what} is not gone when its settings alone are not to be found`, () =>
    withFaultsLater(catalogPolicy, answers(`${catalog}/*/settings`, 404), async ({ program, workspace, log }) => {
      writeFiles(workspace, { 'hello.yaml': files });
      const before = writesIn(log()).length;
      const { out } = await program.run('apply', '--yes', '--max-deletes', '1');
      assert.match(out, /cannot be read, so nothing is written to it/);
      assert.ok(!writesIn(log()).slice(before).some(({ path }) => path.includes('/configurationPolicies')), out);
      await program.expect(1, 'plan');
    }));
}

/** The managed identity of a machine: it is one of `tenantId`, whatever the files say. */
async function withIdentity(body) {
  let url;
  const server = createServer(async (request, response) => {
    const token = await new Tenant(url(), tenantId, client).token();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ access_token: token, expires_on: `${Math.floor(Date.now() / 1000) + 3600}`, resource: 'https://graph.microsoft.com', token_type: 'Bearer' }));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const env = { IDENTITY_ENDPOINT: `http://127.0.0.1:${server.address().port}/msi/token`, IDENTITY_HEADER: 'canary-header' };
  try {
    await body(env, (sandbox) => (url = () => sandbox.url));
  } finally {
    server.close();
  }
}

test('nothing is asked of a tenant that the files do not name', () =>
  withIdentity((env, signsInAt) => {
    const root = rootFile.replace(/tenantId: [0-9a-f-]+/, `tenantId: ${otherTenantId}, auth: {method: managedIdentity}`);
    return withTenant({ files: { 'pinwright.yaml': root, 'hello.yaml': helloPolicy }, env }, async ({ program, sandbox, folder }) => {
      signsInAt(sandbox);
      const every = [
        ...commands(folder), ['preflight'],
        ['where', './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength'],
        ['reset-passcode', '--tenant', 'contoso', '--device', 'PC-1', '--yes'],
      ];
      for (const args of every) {
        const { code, out, err } = await program.run(...args);
        assert.ok([1, 6].includes(code), `${args.join(' ')} ends with ${code}: ${out}${err}`);
        assert.match(out + err, new RegExp(`the credential belongs to the tenant .${tenantId}., and the files say .${otherTenantId}.`), args.join(' '));
      }
      assert.deepEqual(sandbox.log().filter(({ path }) => path.startsWith('/beta')), []);
    });
  }));
