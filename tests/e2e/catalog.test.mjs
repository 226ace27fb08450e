// Policies of the settings catalog, from the first plan to the last trace of them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFiles } from '../support/program.mjs';
import { writesIn } from '../support/sandbox.mjs';
import { groupTarget } from '../support/tenant.mjs';
import { groups, rootFile, untilHeld, withTenant } from './setup.mjs';

const hello = 'device_vendor_msft_passportforwork_{tenantid}';
const minimum = `${hello}_policies_pincomplexity_minimumpinlength`;
const recovery = `${hello}_policies_enablepinrecovery`;

const policy = ({ name = 'Windows Hello', length = 8, assigned = true, more = '' } = {}) => `policies:
  hello:
    displayName: ${name}
    description: PIN rules
    target: settingsCatalog
    pinRecovery: {enabled: true}
    settings:
      - omaUri: ./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength
        value: ${length}
      - omaUri: ./Device/Vendor/MSFT/Policy/Config/Printers/PointAndPrintRestrictions
        admx:
          PointAndPrint_TrustedServers_Chk: true
          PointAndPrint_TrustedServers_Edit: print.contoso.com
          PointAndPrint_TrustedForest_Chk: false
          PointAndPrint_NoWarningNoElevationOnInstall_Enum: 0
          PointAndPrint_NoWarningNoElevationOnUpdate_Enum: 0
${more}${assigned ? '    assignments: {include: [pilot], exclude: [kiosks]}\n' : ''}`;

const files = (text) => ({ 'pinwright.yaml': rootFile, 'hello.yaml': text });

/** The instances of a policy by definition, those in its group too. */
function byDefinition({ settings }) {
  const found = {};
  const take = (instance) => {
    found[instance.settingDefinitionId] = instance;
    for (const item of instance.groupSettingCollectionValue ?? []) item.children.forEach(take);
    instance.choiceSettingValue?.children.forEach(take);
  };
  settings.forEach(({ settingInstance }) => take(settingInstance));
  return found;
}
const lengthOf = (made) => byDefinition(made)[minimum].simpleSettingValue.value;

async function only(tenant) {
  const all = await tenant.catalogPolicies();
  assert.equal(all.length, 1);
  return all[0];
}

const journalsOf = (workspace) => readdirSync(join(workspace, '.pinwright/journal')).sort().map((name) => join('.pinwright/journal', name));
const lastJournal = (workspace) => journalsOf(workspace).at(-1);

/** Instances as they may be sent: without what only answers hold, however deep. */
const sendableInstances = (settings) => JSON.parse(JSON.stringify(settings.map(({ settingInstance }) => settingInstance),
  (key, value) => (key === 'auditRuleInformation' ? undefined : value)));

/** Somebody in the portal gives the PIN another length. */
async function setLength(tenant, length) {
  const made = await only(tenant);
  const instances = sendableInstances(made.settings);
  const group = instances.find(({ settingDefinitionId }) => settingDefinitionId === hello);
  const child = group.groupSettingCollectionValue[0].children.find(({ settingDefinitionId }) => settingDefinitionId === minimum);
  child.simpleSettingValue.value = length;
  await tenant.putCatalogSettings(made, instances);
}

test('the tour: plan, apply, drift, a change, a new name, rollback, forget', () =>
  withTenant({ files: files(policy()) }, async ({ program, sandbox, tenant, workspace }) => {
    await program.expect(0, 'validate');
    assert.match((await program.expect(2, 'plan', '--detailed-exitcode')).out, /create/);
    await program.expect(0, 'apply', '--yes');
    await program.expect(0, 'plan', '--detailed-exitcode');
    await program.expect(0, 'drift');

    const made = await only(tenant);
    const settings = byDefinition(made);
    assert.equal(made.name, 'Windows Hello');
    assert.match(made.description, /^PIN rules\n\[pinwright:1 e2e-4f2a91\/hello /);
    assert.equal(lengthOf(made), 8);
    assert.equal(settings[recovery].choiceSettingValue.value, `${recovery}_true`);
    assert.deepEqual(made.assignments.map(({ target }) => target.groupId).sort(), [groups.pilot.id, groups.kiosks.id].sort());
    assert.deepEqual(await tenant.policies(), []);

    await setLength(tenant, 4);
    assert.match((await program.expect(3, 'drift')).out, /MinimumPINLength/);
    await program.expect(0, 'apply', '--yes');
    assert.equal(lengthOf(await only(tenant)), 8);
    await program.expect(0, 'drift');

    const before = writesIn(sandbox.log()).length;
    writeFiles(workspace, files(policy({ name: 'Hello' })));
    await program.expect(0, 'apply', '--yes');
    const renaming = writesIn(sandbox.log()).slice(before);
    assert.deepEqual(renaming.map(({ method }) => method), ['PATCH']);
    assert.equal((await only(tenant)).name, 'Hello');
    await program.expect(0, 'plan', '--detailed-exitcode');
    await program.expect(0, 'rollback', lastJournal(workspace), '--yes');
    assert.equal((await only(tenant)).name, 'Windows Hello');

    writeFiles(workspace, files(policy({ length: 10 })));
    await program.expect(0, 'apply', '--yes');
    assert.equal(lengthOf(await only(tenant)), 10);
    await program.expect(0, 'rollback', lastJournal(workspace), '--yes');
    assert.equal(lengthOf(await only(tenant)), 8);
    writeFiles(workspace, files(policy()));
    await program.expect(0, 'plan', '--detailed-exitcode');

    await program.expect(0, 'forget', 'hello', '--tenant', 'contoso', '--yes');
    assert.equal((await only(tenant)).description, 'PIN rules');
  }));

test('a policy that is gone from the files is deleted, also the last one of its kind', () =>
  withTenant({ files: files(policy()) }, async ({ program, tenant, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    writeFiles(workspace, { 'hello.yaml': '{}\n' });
    assert.match((await program.expect(0, 'plan')).out, /delete/);
    await program.expect(0, 'apply', '--yes', '--max-deletes', '1');
    assert.deepEqual(await tenant.catalogPolicies(), []);
    await program.expect(0, 'rollback', lastJournal(workspace), '--yes');
    assert.equal(lengthOf(await only(tenant)), 8);
  }));

test('what the files do not manage stays when the settings are replaced', () =>
  withTenant({ files: files(policy()) }, async ({ program, tenant, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    const made = await only(tenant);
    await tenant.assignCatalogPolicy(made.id, [groupTarget(groups.kiosks.id)]);
    writeFiles(workspace, files(policy({ length: 9, assigned: false }).replace('    description: PIN rules\n', '')));
    await tenant.patchCatalogPolicy(made.id, { description: made.description.replace('PIN rules', 'By hand') });
    await program.expect(0, 'apply', '--yes');
    const now = await only(tenant);
    assert.equal(lengthOf(now), 9);
    assert.match(now.description, /^By hand\n\[pinwright:1 /);
    assert.deepEqual(now.assignments.map(({ target }) => target.groupId), [groups.kiosks.id]);
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));

test('a live policy of the catalog is imported, adopted without a change, with more settings than a page holds', () =>
  withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
    const choice = (id, option) => ({
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
      settingDefinitionId: id,
      choiceSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingValue', value: `${id}_${option}`, children: [] },
    });
    const connectivity = ['allowbluetooth', 'allowvpnovercellular', 'allowvpnroamingovercellular', 'allowconnecteddevices', 'allowphonepclinking', 'allowusbconnection'];
    const browser = ['allowaddressbardropdown', 'allowautofill', 'allowcookies', 'allowdevelopertools', 'allowdonottrack', 'allowextensions', 'allowflash', 'allowflashclicktorun', 'allowfullscreenmode', 'allowinprivate', 'allowmicrosoftcompatibilitylist', 'allowpasswordmanager', 'allowpopups', 'allowprelaunch', 'allowprinting', 'allowsavinghistory', 'allowsearchenginecustomization', 'allowsearchsuggestionsinaddressbar', 'allowsideloadingofextensions', 'allowsmartscreen', 'allowtabpreloading', 'allowwebcontentonnewtabpage'];
    const ids = [...connectivity.map((one) => `device_vendor_msft_policy_config_connectivity_${one}`), ...browser.map((one) => `device_vendor_msft_policy_config_browser_${one}`)];
    assert.ok(ids.length > 25);
    const made = await tenant.createCatalogPolicy({ name: 'By hand', description: '', settings: ids.map((id) => ({ '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting', settingInstance: choice(id, 0) })) });
    await tenant.assignCatalogPolicy(made.id, [groupTarget(groups.pilot.id)]);
    await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'imported');
    const text = readFileSync(join(workspace, 'imported/policies/by-hand.yaml'), 'utf8');
    assert.match(text, /target: settingsCatalog/);
    assert.equal(text.match(/omaUri:/g).length, ids.length);
    await program.expect(0, 'validate');
    const plan = JSON.parse((await program.expect(0, 'plan', '--output', 'json')).out);
    assert.deepEqual(plan.tenants[0].changes.map(({ kind, action, paths }) => [kind, action, paths]), [['settingsCatalogPolicy', 'adopt', []]]);
    await program.expect(0, 'apply', '--yes');
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));

test('a policy that was made from a template is neither imported nor adopted', () =>
  withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
    const reference = { settingInstanceTemplateReference: { settingInstanceTemplateId: 'b1f8a1c2-0000-4000-8000-000000000001' } };
    const id = 'device_vendor_msft_policy_config_connectivity_allowbluetooth';
    const made = await tenant.createCatalogPolicy({
      name: 'From a template',
      templateReference: { templateId: 'd948ff9b-99cb-4ee0-8012-1fbc09685377_1' },
      settings: [{ '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting', settingInstance: {
        '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance', settingDefinitionId: id, ...reference,
        choiceSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingValue', value: `${id}_0`, children: [], settingValueTemplateReference: { settingValueTemplateId: 'b1f8a1c2-0000-4000-8000-000000000002', useTemplateDefault: false } },
      } }],
    });
    const imported = await program.run('import', '--tenant', 'contoso', '--out', 'imported');
    assert.match(imported.out + imported.err, /made from a template/);
    writeFiles(workspace, files(policy({ name: 'From a template', more: `    adopt: {contoso: ${made.id}}\n` })));
    const { out, err } = await program.run('plan');
    assert.match(out + err, /unmanaged-target/);
    assert.match(out + err, /was made from a template/);
  }));

/** Kills an apply while the tenant holds its nth write, before or after it was carried out. */
async function killAt({ method, nth }, when, start, then) {
  const faults = { rules: [{ match: { method, path: '/beta/deviceManagement/configurationPolicies*' }, nth, fault: { kind: 'hold', name: 'kill', when } }] };
  return withTenant({ files: files(policy()), faults }, async (place) => {
    const { program, sandbox } = place;
    await start(place);
    const { child, done } = program.start('apply', '--yes', '--max-deletes', '1');
    await untilHeld(sandbox.url);
    child.kill('SIGKILL');
    assert.equal((await done).signal, 'SIGKILL');
    await fetch(`${sandbox.url}/sandbox/release/kill`, { method: 'POST' });
    return then(place);
  });
}

async function converges({ program, tenant }) {
  await program.expect(0, 'apply', '--yes', '--max-deletes', '1');
  await program.expect(0, 'plan', '--detailed-exitcode');
  return only(tenant);
}

for (const when of ['before', 'after']) {
  for (const write of [{ method: 'POST', nth: 1 }, { method: 'POST', nth: 2 }]) {
    test(`killed ${when} the ${write.nth}. POST of a first apply, the next one converges`, () =>
      killAt(write, when, async () => {}, async (place) => {
        const made = await converges(place);
        assert.equal(lengthOf(made), 8);
        assert.equal(made.assignments.length, 2);
      }));
  }
  test(`killed ${when} the PUT of a change, the next apply converges`, () =>
    killAt({ method: 'PUT', nth: 1 }, when, async ({ program, workspace }) => {
      await program.expect(0, 'apply', '--yes');
      writeFiles(workspace, files(policy({ length: 10 })));
    }, async (place) => {
      const made = await converges(place);
      assert.equal(lengthOf(made), 10);
      assert.equal(made.assignments.length, 2);
    }));
  test(`killed ${when} the PATCH of a new name, the next apply converges`, () =>
    killAt({ method: 'PATCH', nth: 1 }, when, async ({ program, workspace }) => {
      await program.expect(0, 'apply', '--yes');
      writeFiles(workspace, files(policy({ name: 'Hello' })));
    }, async (place) => assert.equal((await converges(place)).name, 'Hello')));
  test(`killed ${when} the DELETE, the next apply converges`, () =>
    killAt({ method: 'DELETE', nth: 1 }, when, async ({ program, workspace }) => {
      await program.expect(0, 'apply', '--yes');
      writeFiles(workspace, { 'hello.yaml': '{}\n' });
    }, async ({ program, tenant }) => {
      await program.expect(0, 'apply', '--yes', '--max-deletes', '1');
      assert.deepEqual(await tenant.catalogPolicies(), []);
    }));
}
