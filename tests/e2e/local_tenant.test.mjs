// A rehearsal with --sandbox, and what an error in the files keeps from happening.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { client, helloPolicy, rootFile, withTenant, withTrap } from './setup.mjs';

test('with --sandbox nothing leaves the machine, and no credential is read', () =>
  withTrap((trap) =>
    withTenant({}, async ({ program, sandbox, workspace }) => {
      // Whoever asked these, or a metadata service, would be seen.
      for (const name of ['PINWRIGHT_GRAPH_URL', 'PINWRIGHT_LOGIN_URL', 'IDENTITY_ENDPOINT', 'HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'])
        program.env[name] = trap;
      const here = ['--sandbox', 'rehearsal.db'];
      await program.expect(0, 'plan', ...here);
      await program.expect(0, 'apply', '--yes', '--trace', 'trace.jsonl', ...here);
      await program.expect(0, 'drift', ...here);
      assert.deepEqual(sandbox.log(), []);
      for (const name of ['trace.jsonl', 'rehearsal.db']) assert.ok(!readFileSync(join(workspace, name), 'latin1').includes(client.secret), name);
      // Without any there is nothing that it lacks.
      for (const name of ['AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']) delete program.env[name];
      await program.expect(0, 'plan', '--detailed-exitcode', ...here);
      assert.equal(statSync(join(workspace, 'rehearsal.db')).mode & 0o777, 0o600);
    })));

test('a secret of the environment is left out of the sign-in even where the files name it', () =>
  withTenant({ files: { 'pinwright.yaml': rootFile.replace('primaryDomain:', 'auth: {method: secret, secretEnv: NOT_SET}, primaryDomain:'), 'hello.yaml': helloPolicy } },
    async ({ program }) => {
      assert.notEqual((await program.run('plan')).code, 0);
      await program.expect(0, 'plan', '--sandbox', 'rehearsal.db');
    }));

test('an error in the files stops plan, apply and drift before any tenant is asked', () =>
  withTenant({}, async ({ program, sandbox, workspace }) => {
    appendFileSync(join(workspace, 'hello.yaml'), '    assignmentz: {}\n');
    for (const command of [['plan'], ['apply', '--yes'], ['drift']]) {
      const { out, err } = await program.expect(1, ...command);
      assert.match(out + err, /unknown-key/, command[0]);
    }
    assert.deepEqual(sandbox.log(), []);
  }));

test('a store keeps what it holds: a seed for one that is there is passed over, and that is said', () =>
  withTenant({}, async ({ folder, program, sandbox, tenant }) => {
    await program.expect(0, 'apply', '--yes');
    await sandbox.stop();
    assert.equal(statSync(join(folder, 'store.db')).mode & 0o777, 0o600);
    const { child, done } = program.start('sandbox', 'serve', '--store', join(folder, 'store.db'), '--seed', join(folder, 'seed.json'));
    const url = await new Promise((resolve) => child.stdout.once('data', (data) => resolve(JSON.parse(data).url)));
    tenant.url = url;
    assert.deepEqual((await tenant.policies()).map(({ displayName }) => displayName), ['Windows Hello']);
    child.kill('SIGTERM');
    assert.match((await done).err, /is not new: it holds its own tenants, and `--seed` was passed over/);
  }));
