// conformance.mjs PINWRIGHT: every body that compile writes for the examples and for all-types is what Microsoft Graph's metadata
// allows, in the version that index.json names; and the values are what the files say.
import assert from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const judge = join(root, '..', 'shared', 'graph', 'validate-body.mjs');
const pinwright = process.argv[2];
const scratch = mkdtempSync(join(tmpdir(), 'pinwright-'));
const env = { ...process.env, CONFORMANCE_NPM: join(root, 'build', 'npm') + '/' };
// What index.json says of a policy's target, and where the judge finds such a body.
const kinds = {
  custom: { type: ['windows10CustomConfiguration'], assign: 'deviceConfigurations/{deviceConfiguration-id}' },
  settingsCatalog: {
    type: ['--op', 'POST /deviceManagement/configurationPolicies', ''],
    assign: 'configurationPolicies/{deviceManagementConfigurationPolicy-id}',
  },
};
const bodies = [];
const assigns = new Map();
const read = path => JSON.parse(readFileSync(path, 'utf8'));

const compile = (workspace, name) => {
  const out = join(scratch, name);
  execFileSync(pinwright, ['compile', workspace, '--out', out, '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const tenant of read(join(out, 'index.json')).tenants) {
    for (const policy of tenant.policies) {
      bodies.push({ ...policy, body: read(join(out, policy.file)) });
      if (!policy.assignmentsFile) continue;
      const api = policy.assignmentsGraphApi;
      const text = readFileSync(join(out, policy.assignmentsFile), 'utf8');
      assigns.set(`${policy.target} ${api} ${text}`, { target: policy.target, api, text });
    }
  }
  return out;
};

const examples = join(root, 'examples');
for (const name of readdirSync(examples)) {
  if (existsSync(join(examples, name, 'pinwright.yaml'))) compile(join(examples, name), name);
}
const out = compile(join(here, 'all-types'), 'all-types');
compile(join(here, 'settings-catalog'), 'settings-catalog');

let failed = 0;
const run = (args, value) => {
  const file = join(scratch, 'body.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  const done = spawnSync('node', [judge, ...args.slice(0, -1), file, ...args.slice(-1)].filter(Boolean), { env, encoding: 'utf8' });
  if (done.status === 0) return;
  failed += 1;
  console.log(done.stdout + done.stderr);
};
for (const api of ['v1.0', 'beta']) {
  const custom = bodies.filter(one => one.target === 'custom' && one.graphApi === api);
  run(['--v', api, ...kinds.custom.type], custom.map(one => one.body));
}
const catalog = bodies.filter(one => one.target === 'settingsCatalog');
assert.ok(catalog.length > 0);
for (const one of catalog) run(['--v', one.graphApi, ...kinds.settingsCatalog.type], one.body);
for (const { target, api, text } of assigns.values()) {
  run(['--v', api, '--op', `POST /deviceManagement/${kinds[target].assign}/assign`, ''], text);
}
const count = bodies.length + assigns.size;

const settings = Object.fromEntries(read(join(out, 'contoso', 'every-type.json')).omaSettings.map(one => [one.omaUri.split('/').pop(), one]));
const xml = readFileSync(join(here, 'all-types', 'files', 'office.xml'));
assert.strictEqual(settings.EnablePinRecovery.value, true);
assert.strictEqual(settings.Expiration.value, 365);
assert.strictEqual(Buffer.from(settings.WlanXml.value, 'base64').toString(), xml.toString());
assert.strictEqual(settings.WlanXml.fileName, 'office.xml');
assert.strictEqual(settings.A.value, '2026-03-01T07:30:00.5Z');
assert.strictEqual(settings.B.value, 0.1);
assert.strictEqual(settings.C.value, xml.toString('base64'));
assert.strictEqual(settings.D.value, 'AAEC');
assert.strictEqual(settings.E.value, '{env.CONTOSO_KEY}');
assert.strictEqual(Buffer.from(settings.F.value, 'base64').toString(), '{env.CONTOSO_XML}');
const unresolved = read(join(out, 'index.json')).unresolved.map(one => `${one.kind} ${one.name}`);
assert.deepStrictEqual(unresolved, ['filter corporate', 'group left-out', 'group pilot', 'scopeTag Emea', 'secret CONTOSO_KEY', 'secret CONTOSO_XML']);

rmSync(scratch, { recursive: true });
console.log(`${count} bodies, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
