// Each form of export that `import` reads: import, then validate without errors and warnings, then a plan that changes
// nothing. Where a file has no names of groups, assignments are left to the tenant, which is a note.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { groupTarget } from '../support/tenant.mjs';
import { groups, rootFile, withTenant } from './setup.mjs';

const oma = (type, displayName, omaUri, value, more = {}) => ({ '@odata.type': `#microsoft.graph.omaSetting${type}`, displayName, description: '', omaUri, value, ...more });
const base64 = (text) => Buffer.from(text, 'utf8').toString('base64');
const collection = `\ufeff<RuleCollection Type="Exe" EnforcementMode="AuditOnly">
  <FilePathRule Id="921cc481-6e17-4653-8f75-050b80acca20" Name="Program Files" Description="" UserOrGroupSid="S-1-1-0" Action="Allow">
    <Conditions><FilePathCondition Path="%PROGRAMFILES%\\*"/></Conditions>
  </FilePathRule>
</RuleCollection>
`.replaceAll('\n', '\r\n');

const custom = {
  '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
  displayName: 'Büro Süd – Geräte',
  description: 'since 2019',
  omaSettings: [
    oma('Integer', 'Camera', './Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera', 0),
    oma('String', 'Release', './Device/Vendor/MSFT/Policy/Config/Update/TargetReleaseVersion', '24H2'),
    oma('Boolean', 'Biometrics', './Device/Vendor/MSFT/PassportForWork/Biometrics/UseBiometrics', true),
    oma('String', 'Sync', './Device/Vendor/MSFT/Policy/Config/ADMX_NetworkConnections/NC_DoNotShowLocalOnlyIcon', '<disabled/>'),
    oma('StringXml', 'AppLocker', './Vendor/MSFT/AppLocker/ApplicationLaunchRestrictions/Staff/EXE/Policy', base64(collection), { fileName: 'exe.xml' }),
    oma('String', 'Associations', './Device/Vendor/MSFT/Policy/Config/ApplicationDefaults/DefaultAssociationsConfiguration',
      base64('<?xml version="1.0" encoding="UTF-8"?>\r\n<DefaultAssociations/>\r\n')),
  ],
};

const catalogIds = ['allowbluetooth', 'allowvpnovercellular'].map((one) => `device_vendor_msft_policy_config_connectivity_${one}`);
const catalog = {
  name: 'Connectivity',
  description: '',
  settings: catalogIds.map((id) => ({
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting',
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
      settingDefinitionId: id,
      choiceSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingValue', value: `${id}_0`, children: [] },
    },
  })),
};

/** The sandbox's policy as exports hold it: the text of an XML is in base64, whoever read it in clear. */
const exported = (live) => ({
  ...live,
  omaSettings: live.omaSettings.map(({ secretReferenceValueId, ...setting }) => ({
    ...setting,
    isEncrypted: false,
    value: setting['@odata.type'].endsWith('StringXml') ? base64(setting.value) : setting.value,
  })),
});

/** By OMA-URI, as an XML parser reads line ends and passes over a byte order mark: a tenant tells settings in another order each time. */
const valuesOf = ({ omaSettings }) => omaSettings.map(({ omaUri, value }) => [omaUri, value.toString().replace(/^\ufeff/, '').replaceAll('\r\n', '\n')]).sort();

/** Every key `@odata.type` without `#`, as Microsoft's pages print it. */
const withoutHash = (json) => JSON.parse(JSON.stringify(json, (key, value) => (key === '@odata.type' ? value.replace('#', '') : value)));
const without = (json, ...keys) => Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
const pretty = (json) => JSON.stringify(json, null, 4);

/** Block YAML, texts in double quotes: what a YAML library writes, but for the quotes that it leaves out. */
function yamlOf(value, indent = '') {
  if (value === null || typeof value !== 'object') return ` ${JSON.stringify(value)}\n`;
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return isList ? ' []\n' : ' {}\n';
  return `\n${entries.map(([key, item]) => `${indent}${isList ? '-' : `${JSON.stringify(key)}:`}${yamlOf(item, `${indent}  `)}`).join('')}`;
}

/** IntuneCD names what others give ids for, and leaves out what only one tenant has. */
function intuneCd(policy) {
  return {
    ...without(withoutHash(policy), 'id', 'createdDateTime', 'lastModifiedDateTime', 'version', 'assignments@odata.context', '@odata.context'),
    roleScopeTagIds: ['Default'],
    assignments: [{ intent: 'apply', target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupName: groups.pilot.displayName, groupType: 'StaticMembership' } }],
  };
}

const kForms = {
  'one object of Graph': ['policy.json', pretty],
  'an answer of Graph with a list': ['list.json', (one) => pretty({ '@odata.context': 'https://graph.microsoft.com/beta/$metadata', value: [one] })],
  'an array': ['array.json', (one) => JSON.stringify([one])],
  'types without #': ['types.json', (one) => pretty(withoutHash(one))],
  'without assignments': ['alone.json', (one) => pretty(without(one, 'assignments', 'assignments@odata.context'))],
  'with a byte order mark': ['mark.json', (one) => `\ufeff${pretty(one)}`],
  'CRLF': ['crlf.json', (one) => pretty(one).replaceAll('\n', '\r\n')],
  'UTF-16': ['wide.json', (one) => Buffer.from(`\ufeff${pretty(one)}`, 'utf16le')],
  'Windows-1252': ['old.json', (one) => Buffer.from(pretty(one).replaceAll('–', '\u0096'), 'latin1')],
  'IntuneManagement': ['managed.json', (one) => pretty({ ...one, 'assignments@odata.context': 'https://graph.microsoft.com/beta/$metadata#assignments', '#microsoft.graph.assign': {}, 'deviceStatuses@odata.navigationLink': 'https://graph.microsoft.com/beta/x' })],
  'YAML': ['policy.yaml', (one) => yamlOf(one).trimStart()],
};

async function shown(program, workspace, [file, write], policy) {
  // A file that ends in .yaml would be one of the workspace's.
  mkdirSync(join(workspace, '.backup'));
  writeFileSync(join(workspace, '.backup', file), write(policy));
  await program.expect(0, 'import', join('.backup', file), '--tenant', 'contoso', '--out', 'imported');
  const validated = await program.expect(0, 'validate');
  assert.doesNotMatch(validated.out + validated.err, /error\[|warning\[/);
  return JSON.parse((await program.expect(0, 'plan', '--output', 'json')).out);
}

for (const [name, form] of Object.entries(kForms)) {
  test(`custom policy, ${name}`, () => withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
    const made = await tenant.createPolicy(custom);
    await tenant.assignPolicy(made.id, [groupTarget(groups.pilot.id)]);
    const [live] = await tenant.policies();
    const plan = await shown(program, workspace, form, exported(live));
    assert.deepEqual(plan.tenants[0].changes.map(({ action, paths }) => [action, paths]), [['adopt', []]]);
    assert.deepEqual(plan.tenants[0].diagnostics.filter(({ severity }) => severity !== 'note'), []);
    await program.expect(0, 'apply', '--yes');
    await program.expect(0, 'plan', '--detailed-exitcode');
    const [after] = await tenant.policies();
    assert.deepEqual(valuesOf(after), valuesOf(live));
    assert.deepEqual(after.assignments.map(({ target }) => target.groupId), [groups.pilot.id]);
  }));
}

for (const name of ['one object of Graph', 'an answer of Graph with a list', 'types without #', 'without assignments', 'UTF-16', 'YAML']) {
  test(`policy of the settings catalog, ${name}`, () => withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
    const made = await tenant.createCatalogPolicy(catalog);
    await tenant.assignCatalogPolicy(made.id, [groupTarget(groups.pilot.id)]);
    const [live] = await tenant.catalogPolicies();
    const policy = { '@odata.type': '#microsoft.graph.deviceManagementConfigurationPolicy', ...live };
    const plan = await shown(program, workspace, kForms[name], policy);
    assert.deepEqual(plan.tenants[0].changes.map(({ action, paths }) => [action, paths]), [['adopt', []]]);
    assert.deepEqual(plan.tenants[0].diagnostics.filter(({ severity }) => severity !== 'note'), []);
    await program.expect(0, 'apply', '--yes');
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));
}

for (const [name, form] of Object.entries({ JSON: ['backup.json', pretty], YAML: ['backup.yaml', (one) => yamlOf(one).trimStart()] })) {
  test(`IntuneCD, ${name}: without an id the policy is made anew, and then nothing is to do`, () =>
    withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
      const made = await tenant.createPolicy(custom);
      const [live] = await tenant.policies();
      await tenant.deletePolicy(made.id);
      const plan = await shown(program, workspace, form, intuneCd(exported(live)));
      assert.deepEqual(plan.tenants[0].changes.map(({ action }) => action), ['create']);
      await program.expect(0, 'apply', '--yes');
      await program.expect(0, 'plan', '--detailed-exitcode');
      const [after] = await tenant.policies();
      assert.deepEqual(valuesOf(after), valuesOf(live));
      assert.deepEqual(after.assignments.map(({ target }) => target.groupId), [groups.pilot.id]);
    }));
}
