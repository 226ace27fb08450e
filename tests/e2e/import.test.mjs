// What a tenant has and the checks refuse: import, then validate, then a plan that takes it over and changes nothing.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { groupTarget } from '../support/tenant.mjs';
import { groups, rootFile, withTenant } from './setup.mjs';

const type = (name) => `#microsoft.graph.deviceManagementConfiguration${name}`;
const choice = (id, value, children = []) => ({
  '@odata.type': type('ChoiceSettingInstance'), settingDefinitionId: id, choiceSettingValue: { value: `${id}_${value}`, children },
});
const number = (id, value) => ({
  '@odata.type': type('SimpleSettingInstance'), settingDefinitionId: id, simpleSettingValue: { '@odata.type': type('IntegerSettingValue'), value },
});
const catalogPolicy = (name, instances) => ({
  name, description: '', settings: instances.map((settingInstance) => ({ '@odata.type': type('Setting'), settingInstance })),
});
const oma = (kind, omaUri, value) => ({ '@odata.type': `#microsoft.graph.omaSetting${kind}`, displayName: omaUri.split('/').pop() || 'none', description: '', omaUri, value });
const config = './Device/Vendor/MSFT/Policy/Config';

/** By OMA-URI: a tenant tells settings in another order each time, and a point in time in another spelling. */
const valuesOf = ({ omaSettings }) => omaSettings.map((one) => [one.omaUri, one['@odata.type'].endsWith('DateTime') ? Date.parse(one.value) : one.value]).sort();

async function takenOver(program) {
  assert.match((await program.expect(0, 'validate')).out, /waived|no findings|note/);
  const { tenants: [plan] } = JSON.parse((await program.expect(0, 'plan', '--output', 'json')).out);
  assert.deepEqual(plan.diagnostics.filter(({ severity }) => severity === 'error'), []);
  await program.expect(0, 'apply', '--yes');
  await program.expect(0, 'plan', '--detailed-exitcode');
  return plan.changes.map(({ action, paths }) => [action, paths]);
}

test('a custom policy full of mistakes is taken over as it is, with a waiver for each error', () => withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
  const made = await tenant.createPolicy({
    '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
    displayName: 'Old settings',
    description: '',
    omaSettings: [
      oma('Integer', `${config}/Camera/AllowCam`, 1),
      oma('Integer', `${config}/Camera/AllowCamera`, 7),
      oma('String', `${config}/Connectivity/AllowBluetooth`, '2'),
      oma('String', ` ${config}/Update/TargetReleaseVersion`, '24H2 '),
      oma('String', `${config}/ADMX_NetworkConnections/NC_DoNotShowLocalOnlyIcon`, '<enabled>'),
      oma('Boolean', './Device/Vendor/MSFT/PassportForWork/UseBiometrics', true),
      oma('Integer', './Device/Vendor/MSFT/PassportForWork/11111111-6c1d-4e8a-9b7e-2d5c8f1a0e63/Policies/PINComplexity/MinimumPINLength', 6),
      oma('DateTime', `${config}/Update/PauseQualityUpdatesStartTime`, '2026-01-01T00:00:00.0000000Z'),
    ],
  });
  await tenant.assignPolicy(made.id, [groupTarget(groups.pilot.id)]);
  const [before] = await tenant.policies();
  const imported = await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'imported');
  const slugs = ['unknown-node', 'value-not-allowed', 'type-mismatch', 'oma-uri-whitespace', 'admx-payload', 'tenant-id-mismatch'];
  for (const slug of slugs) assert.match(imported.out, new RegExp(`policies\\.old-settings\\.settings\\[\\d\\]\\.\\w+, ${slug}: `));
  assert.doesNotMatch(imported.out, /deprecated-node/);
  const file = readFileSync(join(workspace, 'imported/policies/old-settings.yaml'), 'utf8');
  assert.equal(file.match(/reason: TODO/g).length, 7);
  assert.match((await program.expect(0, 'validate')).out, /warning\[PW0511\] deprecated-node/);
  assert.deepEqual(await takenOver(program), [['adopt', []]]);
  const [after] = await tenant.policies();
  assert.deepEqual(valuesOf(after), valuesOf(before));
}));

test('settings that stand in an option of another are read to their OMA-URIs, and a plan after the import is empty', () => withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
  const lock = 'device_vendor_msft_policy_config_devicelock_';
  const laps = 'device_vendor_msft_laps_policies_';
  const profile = 'vendor_msft_firewall_mdmstore_domainprofile_';
  const policies = {
    laps: [choice(`${laps}backupdirectory`, 1, [number(`${laps}passwordagedays_aad`, 30)]), number(`${laps}passwordlength`, 100)],
    firewall: [choice(`${profile}enablefirewall`, 'true', [choice(`${profile}disablestealthmode`, 'false'), choice(`${profile}defaultinboundaction`, 1)])],
    lock: [choice(`${lock}devicepasswordenabled`, 0, [number(`${lock}mindevicepasswordlength`, 14),
      choice(`${lock}alphanumericdevicepasswordrequired`, 0, [choice(`${lock}mindevicepasswordcomplexcharacters`, 3)])])],
    apart: [choice(`${lock}devicepasswordenabled`, 0), number(`${lock}devicepasswordhistory`, 24)],
  };
  for (const [name, instances] of Object.entries(policies)) await tenant.createCatalogPolicy(catalogPolicy(name, instances));
  const imported = await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'imported');
  assert.match(imported.out, /wrote 4 policies/);
  assert.match(imported.out, /policies\.laps\.settings\[2\]\.value, value-out-of-range: /);
  const file = (name) => readFileSync(join(workspace, `imported/policies/${name}.yaml`), 'utf8');
  assert.match(file('laps'), /omaUri: \.\/Device\/Vendor\/MSFT\/LAPS\/Policies\/PasswordAgeDays\n\s+value: 30\n/);
  assert.match(file('firewall'), /omaUri: \.\/Vendor\/MSFT\/Firewall\/MdmStore\/DomainProfile\/DefaultInboundAction\n\s+value: 1\n/);
  assert.match(file('lock'), new RegExp(`omaUri: ${config}/DeviceLock/MinDevicePasswordComplexCharacters\\n\\s+value: 3\\n`));
  assert.deepEqual(await takenOver(program), Array(4).fill(['adopt', []]));

  // What is written anew stands where it belongs.
  const path = join(workspace, 'imported/policies/laps.yaml');
  writeFileSync(path, file('laps').replace('value: 30', 'value: 31'));
  await program.expect(0, 'apply', '--yes');
  const [live] = (await tenant.catalogPolicies()).filter(({ name }) => name === 'laps');
  const [directory] = live.settings.map(({ settingInstance }) => settingInstance).filter((one) => one.settingDefinitionId.endsWith('backupdirectory'));
  assert.deepEqual(directory.choiceSettingValue.children.map((one) => [one.settingDefinitionId, one.simpleSettingValue.value]), [[`${laps}passwordagedays_aad`, 31]]);
  await program.expect(0, 'plan', '--detailed-exitcode');
}));

test('a policy that cannot be imported is listed with the reason, and asked about again only when it has changed', () => withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
  const unknown = await tenant.createCatalogPolicy(catalogPolicy('Of tomorrow', [number('device_vendor_msft_of_tomorrow', 1)]));
  await tenant.createCatalogPolicy(catalogPolicy('Bluetooth', [choice('device_vendor_msft_policy_config_connectivity_allowbluetooth', 0)]));
  const first = await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'imported');
  assert.match(first.out, /wrote 1 policy[^]*left out, and listed in imported\/left-out\.json:\n {2}`Of tomorrow` \(\S+\): no OMA-URI is known for its setting/);
  const [entry] = JSON.parse(readFileSync(join(workspace, 'imported/left-out.json'), 'utf8')).policies;
  assert.equal(entry.id, unknown.id);
  const second = await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'again');
  assert.match(second.out, /nothing to import/);
  assert.match(second.out, /of this workspace already: Bluetooth\nleft out before, and unchanged since: Of tomorrow\n/);
  assert.equal(existsSync(join(workspace, 'again')), false);

  // The sandbox's clock shows seconds.
  await setTimeout(1100);
  const [live] = (await tenant.catalogPolicies()).filter(({ id }) => id === unknown.id);
  await tenant.putCatalogSettings(live, [choice('device_vendor_msft_policy_config_connectivity_allowvpnovercellular', 0)]);
  assert.match((await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'again')).out, /wrote 1 policy to again/);
  assert.deepEqual(await takenOver(program), [['adopt', []], ['adopt', []]]);
}));
