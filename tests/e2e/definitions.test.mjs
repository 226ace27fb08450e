// Definitions of the settings catalog that the built-in list does not have: declared by `definitionId`, or of a newer list.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder, removeFolder, writesIn } from '../support/sandbox.mjs';
import { writeFiles } from '../support/program.mjs';
import { rootFile, withTenant } from './setup.mjs';

const type = (name) => `#microsoft.graph.deviceManagementConfiguration${name}`;
const area = './Device/Vendor/MSFT/Policy/Config/NewArea';
const level = 'device_vendor_msft_policy_config_newarea_level';
const key = 'device_vendor_msft_policy_config_newarea_key';
const mode = 'device_vendor_msft_policy_config_newarea_mode';

/** As Microsoft Graph answers it; the options of `mode` follow no rule. */
const definition = (form, id, name, more) => ({
  '@odata.type': type(form), id, name, displayName: name, rootDefinitionId: id, baseUri: './Device/Vendor/MSFT/Policy/Config', offsetUri: `/NewArea/${name}`,
  applicability: { '@odata.type': type('WindowsSettingApplicability'), platform: 'windows10', technologies: 'mdm' }, ...more,
});
const option = (itemId, value) => ({ itemId, name: itemId, displayName: itemId, optionValue: { '@odata.type': type('StringSettingValue'), value } });
const definitions = [
  definition('SimpleSettingDefinition', level, 'Level', { valueDefinition: { '@odata.type': type('IntegerSettingValueDefinition'), minimumValue: 0, maximumValue: 9 } }),
  definition('SimpleSettingDefinition', key, 'Key', { valueDefinition: { '@odata.type': type('StringSettingValueDefinition'), isSecret: true } }),
  definition('ChoiceSettingDefinition', mode, 'Mode', { options: [option(`${mode}_off`, '0'), option(`${mode}_on`, '1')] }),
];

const node = (name, format, more = '') => `  - {omaUri: ${area}/${name}, format: ${format}, ${more}source: a page of Microsoft's}\n`;
const policy = (...settings) => `policies:
  new:
    displayName: New
    target: settingsCatalog
    settings:
${settings.map((one) => `      - {omaUri: ${area}/${one}}\n`).join('')}    assignments: {include: [pilot], exclude: [kiosks]}
`;
const lastJournal = (workspace) => join('.pinwright/journal', readdirSync(join(workspace, '.pinwright/journal')).sort().at(-1));

async function instances(tenant) {
  const all = await tenant.catalogPolicies();
  assert.equal(all.length, 1);
  return all[0].settings.map(({ settingInstance }) => settingInstance);
}

test('a node that the files declare with its definition: apply, drift, rollback, where and import know it by its OMA-URI', () => {
  const files = (value) => ({
    'pinwright.yaml': rootFile,
    'new.yaml': `nodes:\n${node('Level', 'int', `definitionId: ${level}, `)}${policy(`Level, value: ${value}`)}`,
  });
  return withTenant({ files: files(3) }, async ({ program, tenant, workspace }) => {
    assert.match((await program.expect(0, 'validate')).out, /no findings/);
    await program.expect(0, 'apply', '--yes');
    const [made] = await instances(tenant);
    assert.equal(made.settingDefinitionId, level);
    assert.equal(made.simpleSettingValue.value, 3);
    await program.expect(0, 'plan', '--detailed-exitcode');
    await program.expect(0, 'plan', '--detailed-exitcode');
    await program.expect(0, 'drift');

    const [live] = await tenant.catalogPolicies();
    await tenant.putCatalogSettings(live, [{ '@odata.type': type('SimpleSettingInstance'), settingDefinitionId: level,
      simpleSettingValue: { '@odata.type': type('IntegerSettingValue'), value: 8 } }]);
    assert.match((await program.expect(3, 'drift')).out, new RegExp(`omaSettings\\[${area}/Level\\]`));
    writeFiles(workspace, files(5));
    await program.expect(0, 'apply', '--yes');
    assert.equal((await instances(tenant))[0].simpleSettingValue.value, 5);
    await program.expect(0, 'rollback', lastJournal(workspace), '--yes');
    assert.equal((await instances(tenant))[0].simpleSettingValue.value, 8);
    assert.match((await program.expect(0, 'where', level)).out, /New/);
    await program.expect(0, 'apply', '--yes');

    await program.expect(0, 'forget', 'new', '--tenant', 'contoso', '--yes');
    writeFiles(workspace, { 'new.yaml': `nodes:\n${node('Level', 'int', `definitionId: ${level}, `)}` });
    await program.expect(0, 'import', '--tenant', 'contoso', '--out', 'imported');
    const imported = readdirSync(join(workspace, 'imported'), { recursive: true }).filter((name) => name.endsWith('.yaml'))
      .map((name) => readFileSync(join(workspace, 'imported', name), 'utf8')).join('');
    assert.match(imported, new RegExp(`omaUri: ${area}/Level\n\\s+value: 5`));
    const adopted = (await program.expect(2, 'plan', '--detailed-exitcode')).out;
    assert.match(adopted, /take over policy new/);
    assert.doesNotMatch(adopted, /omaSettings/);
  });
});

test('a policy whose definition the tenant does not have is left out, and the others go on', async () => {
  const folder = makeFolder();
  writeFiles(folder, { 'definitions.json': JSON.stringify({ value: definitions }) });
  const files = {
    'pinwright.yaml': rootFile,
    'new.yaml': `nodes:\n${node('Level', 'int', `definitionId: ${level}_v2, `)}${policy('Level, value: 3')}  other:
    displayName: Other
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 0}]
`,
  };
  await withTenant({ files, options: ['--definitions', join(folder, 'definitions.json')] }, async ({ program, sandbox, tenant, workspace }) => {
    const planned = await program.expect(1, 'plan');
    assert.match(planned.out, /definition-not-found: the tenant has no definition `device_vendor_msft_policy_config_newarea_level_v2`/);
    assert.equal(sandbox.log().filter(({ path }) => path.includes('configurationSettings/')).length, 1);
    await program.expect(5, 'apply', '--yes');
    assert.deepEqual(await tenant.catalogPolicies(), []);
    assert.equal((await tenant.policies()).length, 1);
    writeFiles(workspace, { 'new.yaml': files['new.yaml'].replace('level_v2', 'level') });
    // What was found is not asked for by a later plan; an apply asks for everything.
    const asked = async (...args) => {
      const before = sandbox.log().length;
      await program.expect(0, ...args);
      return sandbox.log().slice(before).filter(({ path }) => path.includes('configurationSettings/')).length;
    };
    assert.deepEqual([await asked('plan'), await asked('plan'), await asked('plan', '--refresh'), await asked('plan')], [1, 0, 1, 0]);
    assert.ok(await asked('apply', '--yes') > 0);
    assert.equal((await instances(tenant))[0].settingDefinitionId, level);
  });
  removeFolder(folder);
});

test('a newer list of definitions: options and secrets are written as it says, and secrets are sent again when they are to be', async () => {
  const folder = makeFolder();
  writeFiles(folder, { 'definitions.json': JSON.stringify([{ value: definitions.slice(0, 1) }, { value: definitions.slice(1) }]) });
  writeFiles(folder, { 'served/definitions.json': JSON.stringify({ value: definitions }) });
  const files = {
    'pinwright.yaml': `${rootFile}catalog: [csp]\n`,
    'new.yaml': `nodes:\n${node('Key', 'chr')}${node('Mode', 'int', 'allowed: [0, 1], ')}${policy('Key, dataType: string, valueFrom: {env: NEW_KEY}', 'Mode, value: 1')}`,
  };
  const env = { NEW_KEY: 'the-first-key' };
  await withTenant({ files, env, options: ['--definitions', join(folder, 'served')] }, async ({ program, sandbox, tenant, workspace }) => {
    await program.expect(0, 'csp', 'import', '--definitions', join(folder, 'definitions.json'), '--edition', 'August 2026', '--out', 'csp');
    assert.match((await program.expect(0, 'validate')).out, /no findings/);
    await program.expect(0, 'apply', '--yes');
    const made = Object.fromEntries((await instances(tenant)).map((one) => [one.settingDefinitionId, one]));
    const [secret, choice] = [made[key], made[mode]];
    assert.equal(secret.simpleSettingValue.valueState, 'encryptedValueToken');
    assert.equal(choice.choiceSettingValue.value, `${mode}_on`);
    // Microsoft's own list has them: nobody is asked.
    assert.equal(sandbox.log().filter(({ path }) => path.includes('configurationSettings')).length, 0);

    program.env.NEW_KEY = 'the-second-key';
    await program.expect(0, 'plan', '--detailed-exitcode');
    const planned = await program.expect(2, 'plan', '--detailed-exitcode', '--rewrite-secrets', '--out', 'plan.json');
    assert.match(planned.out, /# secrets\n\s+~ omaSettings\[\S+\/Key\]\.value {2}\(secret\) -> \(secret, sent again\)/);
    assert.doesNotMatch(planned.out + readFileSync(join(workspace, 'plan.json'), 'utf8'), /the-(first|second)-key/);
    assert.match((await program.expect(64, 'apply', 'plan.json', '--yes', '--rewrite-secrets')).err, /goes with the plan/);
    const before = writesIn(sandbox.log()).length;
    await program.expect(0, 'apply', 'plan.json', '--yes');
    assert.deepEqual(writesIn(sandbox.log()).slice(before).map(({ method }) => method), ['PUT']);
    await program.expect(64, 'plan', '--rewrite-secrets=none');
    await program.expect(0, 'plan', '--detailed-exitcode');
    assert.doesNotMatch(readFileSync(join(workspace, lastJournal(workspace)), 'utf8'), /the-(first|second)-key/);

    delete program.env.NEW_KEY;
    assert.match((await program.expect(1, 'apply', '--yes', '--rewrite-secrets=new')).out, /secret-missing/);
  });
  removeFolder(folder);
});

/** As `definitions`, with `level` in an option of `mode`: a service that knows them takes it nowhere else. */
const nested = () => {
  const [child, , parent] = structuredClone(definitions);
  Object.assign(child, { rootDefinitionId: mode, dependentOn: [{ parentSettingId: mode, dependentOn: `${mode}_on` }] });
  parent.options[1].dependedOnBy = [{ dependedOnBy: level, required: false }];
  return [child, parent];
};
const nestedFiles = (value, isDeclared = false) => {
  const id = (of) => (isDeclared ? `definitionId: ${of}, ` : '');
  return `nodes:\n${node('Level', 'int', id(level))}${node('Mode', 'int', `allowed: [0, 1], ${id(mode)}`)}${policy(`Level, value: ${value}`, 'Mode, value: 1')}`;
};
const childrenOf = ([instance]) => instance.choiceSettingValue.children;

test('a list that says what stands in options is followed: by the file, by the body, by what the service takes', async () => {
  const folder = makeFolder();
  writeFiles(folder, { 'definitions.json': JSON.stringify({ value: nested() }) });
  const files = { 'pinwright.yaml': `${rootFile}catalog: [csp]\n`, 'new.yaml': nestedFiles(3) };
  await withTenant({ files, options: ['--definitions', join(folder, 'definitions.json')] }, async ({ program, tenant, workspace }) => {
    await program.expect(0, 'csp', 'import', '--definitions', join(folder, 'definitions.json'), '--edition', 'August 2026', '--out', 'csp');
    assert.match(readFileSync(join(workspace, 'csp/definitions.json'), 'utf8'), /"parents":\[\n\{"parent":"device_vendor_msft_policy_config_newarea_mode"/);
    await program.expect(0, 'apply', '--yes');
    assert.equal(childrenOf(await instances(tenant))[0].simpleSettingValue.value, 3);
    await program.expect(0, 'plan', '--detailed-exitcode');
    writeFiles(workspace, { 'new.yaml': nestedFiles(5) });
    await program.expect(0, 'apply', '--yes');
    await program.expect(0, 'rollback', lastJournal(workspace), '--yes');
    assert.equal(childrenOf(await instances(tenant))[0].simpleSettingValue.value, 3);
  });
  removeFolder(folder);
});

test('what a tenant says of a definition that no list has is followed too, at every plan', async () => {
  const folder = makeFolder();
  // Only the plain rule of ids is known here: options are written by it.
  const served = JSON.parse(JSON.stringify(nested()).replaceAll(`${mode}_on`, `${mode}_1`).replaceAll(`${mode}_off`, `${mode}_0`));
  writeFiles(folder, { 'definitions.json': JSON.stringify({ value: served }) });
  const files = { 'pinwright.yaml': rootFile, 'new.yaml': nestedFiles(3, true) };
  await withTenant({ files, options: ['--definitions', join(folder, 'definitions.json')] }, async ({ program, tenant, workspace }) => {
    await program.expect(0, 'apply', '--yes');
    assert.equal(childrenOf(await instances(tenant))[0].simpleSettingValue.value, 3);
    await program.expect(0, 'plan', '--detailed-exitcode');
    writeFiles(workspace, { 'new.yaml': nestedFiles(5, true) });
    await program.expect(0, 'plan', '--out', 'plan.json');
    await program.expect(0, 'apply', 'plan.json', '--yes');
    assert.equal(childrenOf(await instances(tenant))[0].simpleSettingValue.value, 5);
    await program.expect(0, 'rollback', lastJournal(workspace), '--yes');
    assert.equal(childrenOf(await instances(tenant))[0].simpleSettingValue.value, 3);
  });
  removeFolder(folder);
});
