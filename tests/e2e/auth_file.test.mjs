// The files of a workspace are a stranger's: with --auth-file they decide neither where a run signs in, nor with what, nor
// what it reads and sends, nor what it shows.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { client, helloPolicy, rootFile, seed, tenantId, withTenant, withTrap } from './setup.mjs';
import { writeFiles } from '../support/program.mjs';

const canary = 'canary-of-another-secret';
const otherTenant = 'aaaaaaaa-6c1d-4e8a-9b7e-2d5c8f1a0e63';

const allowed = (more = '') => `tenants:
  ${tenantId}:
    auth: {method: secret, clientId: ${client.clientId}, secretEnv: AZURE_CLIENT_SECRET}
${more}`;

/** A workspace, a tenant and an auth file beside both; `plan` runs with it. */
const withStranger = (body, more) =>
  withTenant({ env: { DB_PASSWORD: canary } }, async (all) => {
    const { folder, program } = all;
    const authFile = join(folder, 'auth.yaml');
    writeFileSync(authFile, allowed(more));
    const plan = (...args) => program.run('plan', '--auth-file', authFile, ...args);
    return body({ ...all, authFile, plan });
  });

const inTenant = (text) => rootFile.replace('primaryDomain:', `${text}, primaryDomain:`);

/** What a pull request may change, and how `plan` has to end. `says`: what it prints. */
const edits = (trap) => [
  ['another application and another variable', { 'pinwright.yaml': inTenant('auth: {method: secret, clientId: 11111111-6f20-4b8d-9a41-3e7c2d5f8b16, secretEnv: DB_PASSWORD}') }, 0],
  ['another cloud', { 'pinwright.yaml': inTenant('cloud: china') }, 0],
  ['a certificate outside', { 'pinwright.yaml': inTenant('auth: {method: certificate, certificateFile: ../auth.yaml, certificatePasswordEnv: DB_PASSWORD}') }, 0],
  ['a token file outside', { 'pinwright.yaml': inTenant('auth: {method: federated, tokenFile: ../auth.yaml}') }, 0],
  ['sign-in for all tenants', { 'pinwright.yaml': `${rootFile}tenantDefaults: {auth: {method: azureCli}, cloud: usGov}\n` }, 0],
  ['another tenant', { 'pinwright.yaml': rootFile.replace(tenantId, otherTenant) }, 1, /tenant-not-allowed/],
  ['a tenant more', { 'pinwright.yaml': rootFile.replace('groups:', `  fabrikam: {tenantId: ${otherTenant}}\ngroups:`) }, 1, /tenant-not-allowed/],
  ['a variable as value', { 'hello.yaml': helloPolicy.replace('value: 8', 'valueFrom: {env: DB_PASSWORD}') }, 1],
  ['a variable in a text', { 'more.yaml': `policies:
  text:
    displayName: Text
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths, dataType: string, valueFrom: {env: DB_PASSWORD}}]
    assignments: {include: [pilot]}
` }, 1, /secret-missing/],
  ['the secret of the sign-in as a value', { 'more.yaml': `policies:
  text:
    displayName: Text
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths, dataType: string, valueFrom: {env: AZURE_CLIENT_SECRET}}]
    assignments: {include: [pilot]}
` }, 1, /secret-missing/],
  ['a file outside as a value', { 'hello.yaml': helloPolicy.replace('value: 8', 'valueFrom: {file: ../auth.yaml}') }, 1],
  ['a catalogue outside', { 'pinwright.yaml': `${rootFile}catalog: ../\n` }, 1],
  ['control characters in names', { 'pinwright.yaml': rootFile.replace('displayName: SG Kiosks', 'displayName: "\\e]0;owned\\a::error::x"') }, 1],
  ['an address in a name', { 'hello.yaml': helloPolicy.replace('PIN rules', trap) }, 0],
];

test('no edit of the workspace makes a plan sign in elsewhere, send a variable, or read a file outside', () =>
  withTrap((trap) =>
    withStranger(async ({ plan, sandbox, workspace, program }) => {
      for (const [name, files, code, says] of edits(trap)) {
        writeFiles(workspace, { 'pinwright.yaml': rootFile, 'hello.yaml': helloPolicy, 'more.yaml': '', ...files });
        const { code: ended, out, err } = await plan();
        assert.equal(ended, code, `${name}: ${out}${err}`);
        if (says) assert.match(out + err, says, name);
        assert.ok(!/[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f]/.test(out + err), name);
        assert.ok(!(out + err).includes(canary), name);
      }
      const log = JSON.stringify(sandbox.log());
      assert.ok(!log.includes(canary) && !log.includes('11111111-6f20') && !log.includes(otherTenant));
      assert.ok(!program.transcript.includes(client.secret));
    })));

test('a link out of the workspace is not followed', () =>
  withStranger(async ({ plan, workspace, authFile }) => {
    mkdirSync(join(workspace, 'more'));
    symlinkSync(authFile, join(workspace, 'more', 'linked.yaml'));
    const { code, out, err } = await plan();
    assert.notEqual(code, 0);
    assert.ok(!(out + err).includes(client.clientId), out + err);
  }));

test('the file is refused in the workspace, and with a mistake in it', () =>
  withStranger(async ({ program, workspace, folder, authFile }) => {
    writeFiles(workspace, { '.auth.yml': allowed() });
    symlinkSync(join(workspace, '.auth.yml'), join(folder, 'link.yaml'));
    symlinkSync(authFile, join(workspace, 'out.lnk'));
    for (const path of ['.auth.yml', 'out.lnk', join(folder, 'link.yaml')]) {
      const { err } = await program.expect(64, 'plan', '--auth-file', path);
      assert.match(err, /lies in the workspace/);
    }
    writeFileSync(authFile, `${allowed()}enf: [A]\n`);
    const { err } = await program.expect(64, 'plan', '--auth-file', authFile);
    assert.match(err, /auth\.yaml:4:1: .*enf/);
    writeFileSync(authFile, '- a\n');
    await program.expect(64, 'plan', '--auth-file', authFile);
    await program.expect(64, 'plan', '--auth-file', join(folder, 'none.yaml'));
  }));

test('every command that meets a tenant takes the file, also from the environment', () =>
  withStranger(async ({ program, workspace, authFile }) => {
    writeFiles(workspace, { 'pinwright.yaml': rootFile.replace(tenantId, otherTenant) });
    const one = ['--tenant', 'contoso'];
    program.env.PINWRIGHT_AUTH_FILE = authFile;
    for (const command of [['plan'], ['drift'], ['apply', '--yes'], ['preflight'], ['status'], ['forget', 'hello', ...one, '--yes']]) {
      const { err, out } = await program.expect(1, ...command);
      assert.match(out + err, /tenant-not-allowed/, command[0]);
    }
    for (const command of [['import', ...one, '--out', 'new'], ['reset-passcode', ...one, '--device', 'PC']]) {
      const { err } = await program.expect(1, ...command);
      assert.match(err, /does not list the tenant/, command[0]);
    }
  }));

const changed = { 'hello.yaml': helloPolicy.replace('value: 8', 'value: 10').replace('PIN rules', 'Other rules') };

test('what the tenant holds is drawn only with --show-live, and comes back in a rollback all the same', () =>
  withStranger(async ({ program, plan, workspace, authFile }) => {
    await program.expect(0, 'apply', '--auth-file', authFile, '--yes');
    writeFiles(workspace, changed);
    const hidden = await plan();
    assert.match(hidden.out, /MinimumPINLength\]\.value {2}\(not shown\) -> 10/);
    assert.ok(!hidden.out.includes('PIN rules'));
    const json = await plan('--output', 'json');
    assert.ok(!json.out.includes('PIN rules') && json.out.includes('"hidden": true'), json.out);
    const shown = await plan('--show-live');
    assert.match(shown.out, /MinimumPINLength\]\.value {2}8 -> 10/);
    const drift = await program.run('drift', '--auth-file', authFile);
    assert.ok(!drift.out.includes('PIN rules'));
    const { out, err } = await program.expect(0, 'apply', '--auth-file', authFile, '--yes');
    const journal = /\.pinwright\/journal\/\S+\.jsonl/.exec(out + err)[0];
    await program.expect(0, 'rollback', journal, '--auth-file', authFile, '--yes');
    writeFiles(workspace, { 'hello.yaml': helloPolicy });
    await program.expect(0, 'plan', '--auth-file', authFile, '--detailed-exitcode');
  }));

test('only an ID that the file lists is taken over', async () => {
  const byHand = { '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'By hand', omaSettings: [] };
  const adopting = (id) => ({ 'hello.yaml': helloPolicy.replace('displayName: Windows Hello', `displayName: By hand\n    adopt: {contoso: ${id}}`) });
  await withStranger(async ({ plan, program, tenant, workspace, authFile }) => {
    const { id } = await tenant.createPolicy(byHand);
    writeFiles(workspace, adopting(id));
    const refused = await plan();
    assert.equal(refused.code, 1, refused.out + refused.err);
    assert.match(refused.out + refused.err, /adopt-not-allowed/);
    writeFileSync(authFile, allowed(`adopt: [${id.toUpperCase()}]\nenv: [DB_PASSWORD]\n`));
    await program.expect(0, 'plan', '--auth-file', authFile);
  });
});

test('graphUrl of the file is where Graph is asked, as PINWRIGHT_GRAPH_URL is', () =>
  withTrap((trap) =>
    withStranger(async ({ plan, program, sandbox, authFile }) => {
      delete program.env.PINWRIGHT_GRAPH_URL;
      writeFileSync(authFile, allowed(`graphUrl: ${sandbox.url}\n`));
      await program.expect(0, 'plan', '--auth-file', authFile);
      const asked = sandbox.log().length;
      assert.ok(asked > 0);
      // The file decides, and not the environment.
      program.env.PINWRIGHT_GRAPH_URL = trap;
      assert.equal((await plan()).code, 0);
      assert.ok(sandbox.log().length > asked);
    })));

test('showLive of the file draws what the tenant holds, as --show-live does', () =>
  withStranger(async ({ program, plan, workspace, authFile }) => {
    await program.expect(0, 'apply', '--yes');
    writeFiles(workspace, changed);
    writeFileSync(authFile, allowed('showLive: true\n'));
    assert.match((await plan()).out, /MinimumPINLength\]\.value {2}8 -> 10/);
    writeFileSync(authFile, allowed('showLive: false\n'));
    assert.match((await plan()).out, /\(not shown\) -> 10/);
  }));

test('paths in the file are relative to its own folder, not to the workspace', () => {
  const claims = { iss: 'https://ci.example.com', sub: 'repo:contoso', aud: 'api://AzureADTokenExchange' };
  const part = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const plain = seed();
  const federated = [{ issuer: claims.iss, subject: claims.sub, audience: claims.aud }];
  return withTenant({ seed: { ...plain, clients: [{ ...plain.clients[0], federated }] } }, async ({ program, folder, workspace }) => {
    const authFile = join(folder, 'auth.yaml');
    const now = Math.floor(Date.now() / 1000);
    writeFileSync(authFile, `tenants:\n  ${tenantId}:\n    auth: {method: federated, clientId: ${client.clientId}, tokenFile: token.jwt}\n`);
    writeFileSync(join(workspace, 'token.jwt'), 'what the workspace holds');
    assert.notEqual((await program.run('plan', '--auth-file', authFile)).code, 0);
    writeFileSync(join(folder, 'token.jwt'), `${part({ alg: 'RS256', kid: 'a' })}.${part({ ...claims, iat: now - 10, nbf: now - 10, exp: now + 3600, jti: 'a' })}.c2ln`);
    await program.expect(0, 'plan', '--auth-file', authFile);
  });
});
