// Old and new values, as far as they may be seen, in everything that the program says.
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sendable } from '../support/tenant.mjs';
import { client, rootFile, seed, withTenant } from './setup.mjs';

const reader = { clientId: '5f0e8d1a-7c39-4b62-9e14-2d6a0b8c7f35', secret: 'reader-client-secret' };
const readerRoles = [
  'DeviceManagementConfiguration.Read.All', 'DeviceManagementRBAC.Read.All', 'Group.Read.All', 'Application.Read.All', 'Organization.Read.All',
];

const wifi = (mode, key) => `      - omaUri: ./Device/Vendor/MSFT/WiFi/Profile/Office/WlanXml
        dataType: stringXml
        value: |
          <WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/profile/v1">
            <name>Office</name>
            <connectionMode>${mode}</connectionMode>
            <MSM><security><sharedKey>
              <keyType>passPhrase</keyType>
              <protected>false</protected>
              <keyMaterial>${key}</keyMaterial>
            </sharedKey></security></MSM>
          </WLANProfile>
`;
const policy = ({ path, pua, mode = 'auto', key = '{vars.key}' }) => `policies:
  defender:
    displayName: Defender
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths, value: '${path}'}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Defender/PUAProtection, value: ${pua}}
${wifi(mode, key)}    assignments: {include: [pilot]}
`;
const root = rootFile.replace('primaryDomain: contoso.com}', 'primaryDomain: contoso.com, vars: {key: {env: WIFI_KEY}}}');
const old = { path: 'C:\\Build', pua: 1 };
const secret = 'canary-wifi-key';

const start = (body) => withTenant({
  files: { 'pinwright.yaml': root, 'defender.yaml': policy(old) },
  env: { WIFI_KEY: secret },
  seed: { ...seed(), clients: [...seed().clients, { ...reader, roles: readerRoles }] },
}, async (made) => {
  await made.program.expect(0, 'apply', '--yes', '--quiet');
  await body({ ...made, write: (values) => writeFileSync(join(made.workspace, 'defender.yaml'), policy(values)) });
  assert.ok(!made.program.transcript.includes(secret), 'the secret was printed');
});

const changeOf = (plan) => plan.tenants[0].changes.find((one) => one.key === 'defender');
const pathOf = (change, part) => change.paths.find((one) => one.path.includes(part));

test('a plan, its JSON and an outcome show old and new values, and XML line by line', () => start(async ({ program, workspace, write }) => {
  write({ path: 'C:\\', pua: 0, mode: 'manual' });
  const plan = await program.expect(0, 'plan', '--output', 'text', '--output', 'json=plan.json');
  assert.match(plan.out, /ExcludedPaths\]\.value {2}"C:\\Build" -> "C:\\"\n/);
  assert.match(plan.out, /PUAProtection\]\.value {2}1 -> 0\n/);
  assert.match(plan.out, /\n {10}- {3}<connectionMode>auto<\/connectionMode>\n {10}\+ {3}<connectionMode>manual<\/connectionMode>\n/);
  assert.doesNotMatch(plan.out, /\(secret/);
  const change = changeOf(JSON.parse(readFileSync(join(workspace, 'plan.json'), 'utf8')));
  assert.deepEqual([pathOf(change, 'ExcludedPaths').before, pathOf(change, 'ExcludedPaths').after], ['C:\\Build', 'C:\\']);
  assert.match(pathOf(change, 'WlanXml').before.text, /<keyMaterial>\(secret\)<\/keyMaterial>/);
  const outcome = JSON.parse((await program.expect(0, 'apply', '--yes', '--output', 'json')).out);
  assert.deepEqual(outcome.tenants[0].outcomes[0].paths, change.paths);
  for (const path of ['plan.json']) assert.ok(!readFileSync(join(workspace, path), 'utf8').includes(secret));
}));

test('drift shows what somebody wrote in the place of what', () => start(async ({ program, tenant }) => {
  const made = await tenant.policyNamed('Defender');
  const changed = made.omaSettings.map((one) => {
    const sent = sendable(one);
    return one.omaUri.endsWith('ExcludedPaths') ? { ...sent, value: 'D:\\' } : sent;
  });
  await tenant.patchPolicy(made.id, { omaSettings: changed });
  const drift = await program.expect(3, 'drift');
  assert.match(drift.out, /ExcludedPaths\]\.value {2}"C:\\Build" -> "D:\\"\n/);
}));

test('a secret that changes is said and not shown, and one that became clear may have been one', () => start(async ({ program, write }) => {
  program.env.WIFI_KEY = 'another-key';
  assert.match((await program.expect(0, 'plan')).out, /WlanXml\]\.value {2}\(secret\) -> \(secret, changes\)\n/);
  write({ ...old, path: 'C:\\', key: 'in clear' });
  const plan = await program.run('plan');
  assert.match(plan.out, /ExcludedPaths\]\.value {2}\(may have been a secret\) -> "C:\\"\n/);
}));

test('a reader without the right is told that, which is no secret', () => start(async ({ program, write }) => {
  program.env.AZURE_CLIENT_ID = reader.clientId;
  program.env.AZURE_CLIENT_SECRET = reader.secret;
  write({ path: 'C:\\', pua: 1 });
  const plan = await program.run('plan', '--output', 'text', '--output', 'json=plan.json');
  assert.match(plan.out, /ExcludedPaths\]\.value {2}\(not readable with this credential\) -> "C:\\"\n/);
}));

test('files that hold values are their owner\'s alone, also when others could read them before', () => start(async ({ program, workspace, write }) => {
  write({ path: 'C:\\', pua: 1 });
  const files = ['plan.json', 'plan.txt', 'saved.json', 'run.trace'].map((name) => join(workspace, name));
  for (const file of files) writeFileSync(file, '', { mode: 0o644 });
  await program.expect(0, 'plan', '--output', `json=${files[0]}`, '--output', `text=${files[1]}`, '--out', files[2], '--trace', files[3]);
  for (const file of files) assert.equal(statSync(file).mode & 0o777, 0o600, file);
}));
