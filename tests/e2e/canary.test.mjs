import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sendable } from '../support/tenant.mjs';
import { client, rootFile, seed, withTenant } from './setup.mjs';

const canaries = {
  'the client secret': client.secret,
  'a value from the environment': 'canary-environment-value',
  'a value that only the tenant holds': 'canary-live-value',
  'the passcode': 'canary-passcode',
};

const policies = `policies:
  wifi:
    displayName: Wi-Fi
    settings:
      - omaUri: ./Device/Vendor/MSFT/Policy/Config/Canary~Policy~Area/Key
        valueFrom: {env: CANARY_KEY}
      - omaUri: ./Device/Vendor/MSFT/Policy/Config/Canary~Policy~Area/Text
        value: '<enabled/><data id="d" value="declared in clear"/>'
    assignments: {include: [pilot]}
`;

const phone = {
  id: '5a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', deviceName: 'PHONE-1', operatingSystem: 'Windows 10 Mobile', osVersion: '10.0.15254.603',
  resetPasscode: { state: 'done', passcode: canaries['the passcode'] },
};

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

test('no secret is in any output, plan, journal, trace or error', () =>
  withTenant({
    files: { 'pinwright.yaml': rootFile, 'wifi.yaml': policies },
    env: { CANARY_KEY: canaries['a value from the environment'] },
    seed: seed({ managedDevices: [phone] }),
  }, async ({ program, tenant, workspace }) => {
    const traced = (name) => ['--trace', `${name}.trace`];
    await program.expect(0, 'plan', '--out', 'saved.json', '--output', 'text', '--output', 'json=plan.json', '--full', ...traced('plan'));
    await program.expect(0, 'apply', 'saved.json', '--yes', ...traced('apply'));
    const made = await tenant.policyNamed('Wi-Fi');
    const revealed = made.omaSettings.map(sendable);
    await tenant.patchPolicy(made.id, { omaSettings: revealed.map((one) => ({ ...one, value: canaries['a value that only the tenant holds'] })) });
    await program.expect(3, 'drift', '--full', '--output', 'text', '--output', 'json=drift.json', ...traced('drift'));
    await program.expect(0, 'apply', '--yes', '--full', '--verbose', ...traced('again'));
    const journals = readdirSync(join(workspace, '.pinwright/journal')).sort();
    await program.run('rollback', join('.pinwright/journal', journals.at(-1)), '--yes', ...traced('rollback'));
    await program.run('preflight', '--verbose', ...traced('preflight'));
    await program.run('status', ...traced('status'));
    await program.run('reset-passcode', '--tenant', 'contoso', '--device', 'PHONE-1', '--wait', '--yes', ...traced('reset'));
    program.env.AZURE_CLIENT_SECRET = `${client.secret}-wrong`;
    const refused = await program.run('plan', ...traced('refused'));
    assert.equal(refused.code, 6);

    const token = await tenant.token();
    const signature = token.split('.')[2];
    assert.ok(filesBelow(workspace).filter((path) => path.endsWith('.trace')).length >= 8);
    for (const path of filesBelow(workspace)) {
      const text = readFileSync(path, 'utf8');
      for (const [what, canary] of Object.entries(canaries)) assert.ok(!text.includes(canary), `${what} is in ${path}`);
      if (signature) assert.ok(!text.includes(signature), `the token is in ${path}`);
      assert.ok(!/eyJ[A-Za-z0-9_-]{20,}/.test(text), `a token is in ${path}`);
      for (const canary of Object.values(canaries)) {
        assert.ok(!text.includes(Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -2)), `${path} holds a canary as base64`);
      }
    }
    for (const [what, canary] of Object.entries(canaries)) assert.ok(!program.transcript.includes(canary), `${what} was printed`);
    assert.ok(!/eyJ[A-Za-z0-9_-]{20,}/.test(program.transcript), 'a token was printed');
    assert.match(program.transcript, /declared in clear/);
  }));
