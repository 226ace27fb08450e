import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sendable } from '../support/tenant.mjs';
import { client, rootFile, seed, withTenant } from './setup.mjs';

const canaries = {
  'the client secret': client.secret,
  'a value from the environment': 'canary-environment-value&<>"\'%é\n!',
  'a key in XML': 'canary-key-in-xml&<>"\'%é!',
  'a value that only the tenant holds': 'canary-live-value&<>"\'%é\n!',
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
      - omaUri: ./Device/Vendor/MSFT/Policy/Config/Canary~Policy~Area/Profile
        dataType: stringXml
        value: <profile><name>Office</name><key>{vars.key}</key></profile>
    assignments: {include: [pilot]}
`;
const canaryRoot = rootFile.replace('primaryDomain: contoso.com', 'primaryDomain: contoso.com, vars: {key: {env: CANARY_XML}}');
const environment = { CANARY_KEY: canaries['a value from the environment'], CANARY_XML: canaries['a key in XML'] };

const letters = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text with one level of the escapes of JSON, XML, HTML and URLs taken away. */
const unescaped = (text) => text
  .replace(/\\(?:u([0-9a-f]{4})|(.))/gis, (_, hex, letter) => (hex ? String.fromCharCode(parseInt(hex, 16)) : letters[letter] ?? letter))
  .replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));/gi, (_, hex, digits, name) =>
    (name ? entities[name.toLowerCase()] : String.fromCodePoint(parseInt(hex ?? digits, hex ? 16 : 10))))
  .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString());

/** Whether a text holds the canary in any spelling. */
function holds(text, canary) {
  const cores = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), Buffer.from(canary)]).toString('base64').slice(shift + 1, -4));
  for (let level = 0, shown = text; level < 4; level += 1, shown = unescaped(shown)) {
    if (shown.includes(canary) || cores.some((core) => shown.includes(core))) return true;
  }
  return false;
}

const phone = {
  id: '5a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', deviceName: 'PHONE-1', operatingSystem: 'Windows 10 Mobile', osVersion: '10.0.15254.603',
  resetPasscode: { state: 'done', passcode: canaries['the passcode'] },
};

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

test('no secret is in any output, plan, journal, trace or error', () =>
  withTenant({
    files: { 'pinwright.yaml': canaryRoot, 'wifi.yaml': policies },
    env: environment,
    seed: seed({ managedDevices: [phone] }),
  }, async ({ program, tenant, workspace }) => {
    const traced = (name) => ['--trace', `${name}.trace`];
    await program.expect(0, 'plan', '--out', 'saved.json', '--output', 'text', '--output', 'json=plan.json', '--full', ...traced('plan'));
    await program.expect(0, 'apply', 'saved.json', '--yes', ...traced('apply'));
    const made = await tenant.policyNamed('Wi-Fi');
    const revealed = made.omaSettings.map(sendable);
    const held = canaries['a value that only the tenant holds'];
    const valueFor = (setting) => (setting['@odata.type'].endsWith('StringXml') ? Buffer.from(held).toString('base64') : held);
    await tenant.patchPolicy(made.id, { omaSettings: revealed.map((one) => ({ ...one, value: valueFor(one) })) });
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
      for (const [what, canary] of Object.entries(canaries)) assert.ok(!holds(text, canary), `${what} is in ${path}`);
      if (signature) assert.ok(!text.includes(signature), `the token is in ${path}`);
      assert.ok(!/eyJ[A-Za-z0-9_-]{20,}/.test(text), `a token is in ${path}`);
    }
    for (const [what, canary] of Object.entries(canaries)) assert.ok(!holds(program.transcript, canary), `${what} was printed`);
    assert.ok(!/eyJ[A-Za-z0-9_-]{20,}/.test(program.transcript), 'a token was printed');
    assert.match(program.transcript, /declared in clear/);
  }));

const entity = (code) => `&#${code};`;
const spellings = {
  'as it is': (text) => text,
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON of .NET': (text) => [...text].map((c) => (/[a-z0-9-]/i.test(c) ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)).join(''),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  HTML: (text) => [...text].map((c) => (/[a-z0-9-]/i.test(c) ? c : entity(c.codePointAt(0)))).join(''),
  XML: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  URL: (text) => encodeURIComponent(text),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 of more': (text) => Buffer.from(`<key>${text}</key>`).toString('base64'),
  'cut behind': (text) => text.slice(0, 9),
  'cut in front': (text) => text.slice(-9),
};

test('a secret that the service repeats is hidden in every spelling', { concurrency: 4 }, async (all) => {
  const runs = Object.entries(spellings).flatMap(([how, spell]) => Object.entries(environment).map(([name, value]) =>
    all.test(`${name}: ${how}`, () => withTenant({
      files: { 'pinwright.yaml': canaryRoot, 'wifi.yaml': policies },
      env: environment,
      faults: { rules: [{
        match: { method: 'POST', path: '/beta/deviceManagement/deviceConfigurations' },
        fault: { kind: 'status', status: 400, code: 'BadRequest', message: `the value '${spell(value)}' is not valid` },
      }] },
    }, async ({ program, workspace }) => {
      await program.expect(1, 'apply', '--yes', '--verbose', '--trace', 'apply.trace', '--output', 'text', '--output', 'json=apply.json');
      assert.match(program.transcript, /the value '.*' is not valid/s);
      const part = how.startsWith('cut') ? spell(value) : value;
      for (const path of filesBelow(workspace)) assert.ok(!holds(readFileSync(path, 'utf8'), part), `${path} holds it`);
      assert.ok(!holds(program.transcript, part), program.transcript);
    }))));
  await Promise.all(runs);
});
