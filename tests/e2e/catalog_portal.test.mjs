// What somebody does in the portal to a policy of the settings catalog that is ours, or is to be.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFiles } from '../support/program.mjs';
import { groupTarget } from '../support/tenant.mjs';
import { groups, rootFile, withTenant } from './setup.mjs';

const type = (name) => `#microsoft.graph.deviceManagementConfiguration${name}`;
const camera = 'device_vendor_msft_policy_config_camera_allowcamera';
const bluetooth = 'device_vendor_msft_policy_config_connectivity_allowbluetooth';
const choice = (id, option, children = []) => ({ '@odata.type': type('ChoiceSettingInstance'), settingDefinitionId: id,
  choiceSettingValue: { value: `${id}_${option}`, children } });
const text = (id, value) => ({ '@odata.type': type('SimpleSettingInstance'), settingDefinitionId: id,
  simpleSettingValue: { '@odata.type': type('StringSettingValue'), value } });

const filesIn = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());

test('a setting that stands in an option of another one stays there: when it is taken over, changed and rolled back', () =>
  withTenant({ files: { 'pinwright.yaml': rootFile } }, async ({ program, tenant, workspace }) => {
    const settings = [{ '@odata.type': type('Setting'), settingInstance: choice(camera, 1, [choice(bluetooth, 2)]) }];
    const made = await tenant.createCatalogPolicy({ name: 'Nested', description: '', roleScopeTagIds: ['0'], settings });
    await tenant.assignCatalogPolicy(made.id, [groupTarget(groups.pilot.id)]);
    const isBluetooth = async (value) => {
      const [policy] = await tenant.catalogPolicies();
      assert.equal(policy.settings.length, 1);
      assert.equal(policy.settings[0].settingInstance.choiceSettingValue.children[0].choiceSettingValue.value, `${bluetooth}_${value}`);
    };
    await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'imported');
    await program.expect(0, 'apply', '--yes');
    await isBluetooth(2);
    const [path] = filesIn(join(workspace, 'imported/policies'));
    writeFiles('/', { [path]: readFileSync(path, 'utf8').replace('value: 2', 'value: 0') });
    await program.expect(0, 'apply', '--yes');
    await isBluetooth(0);
    const journal = readdirSync(join(workspace, '.pinwright/journal')).sort().at(-1);
    await program.expect(0, 'rollback', join('.pinwright/journal', journal), '--yes');
    await isBluetooth(2);
  }));

test('what a plan does not draw of a live value is in no JSON, no saved plan and no journal', () => {
  const files = { 'pinwright.yaml': rootFile, 'camera.yaml': `policies:
  camera:
    displayName: Camera
    target: settingsCatalog
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 0}]
    assignments: {include: [pilot]}
` };
  return withTenant({ files }, async ({ program, tenant, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    const [policy] = await tenant.catalogPolicies();
    await tenant.putCatalogSettings(policy, [choice(camera, 0), text('device_vendor_msft_newcsp_key', 'canary-key'),
      text('vendor_msft_firewall_mdmstore_domainprofile_logfilepath', 'http://joe:canary-password@proxy')]);
    await program.expect(0, 'plan', '--output', 'json');
    await program.expect(0, 'plan', '--out', 'plan.json');
    await program.expect(3, 'drift', '--full');
    await program.expect(0, 'apply', 'plan.json', '--yes');
    await program.expect(0, 'plan', '--detailed-exitcode');
    assert.doesNotMatch(program.transcript, /canary-(key|password)/);
    for (const path of filesIn(workspace)) assert.doesNotMatch(readFileSync(path, 'utf8'), /canary-(key|password)/);
  });
});
