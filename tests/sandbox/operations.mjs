// operations.mjs SANDBOX_SERVE: every operation of the sandbox is exercised in each version that has it, and its answer is what Microsoft
// Graph's metadata allows. What the judge beside the repository does not know stands in unjudged.txt.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { approver, catalogPolicy, connect, definitions, kiosks, logSize, logSizeBox, pilot, pinService, policy, seed, start, tenant } from './sandbox.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const judge = join(root, '..', 'shared', 'graph', 'validate-body.mjs');
const table = readFileSync(join(root, 'compiler', 'sandbox', 'routes.cpp'), 'utf8');
// The rows of the table of routes, whatever their layout: method, pattern, area, whether only beta has it.
const routes = [...table.matchAll(/\{"([A-Z]+)",\s*"([^"]+)",\s*k\w+,\s*(true|false),/g)].map(([, method, pattern, beta]) => ({ method, pattern, beta: beta === 'true' }));
assert(routes.length > 30, 'the table of routes could not be read');

const sandbox = await start(process.argv[2], { definitions: definitions() });
const call = await connect(sandbox.url);
const answers = new Map();  // `VERSION METHOD PATTERN` -> answer
const failures = [];

/// What beta alone has.
const catalogAndTemplates = async ({ get, post, note, target }) => {
  const catalog = 'deviceManagement/configurationPolicies';
  const made = await post(catalog, [], catalogPolicy());
  await post(`${catalog}/{}/assign`, [made.id], { assignments: [target('group', { groupId: pilot }), target('exclusionGroup', { groupId: kiosks })] }, 200);
  await get(catalog);
  await get(`${catalog}/$count`);
  await get(`${catalog}/{}`, made.id);
  await get(`${catalog}/{}/assignments`, made.id);
  await get(`${catalog}/{}/settings`, made.id);
  await get(`${catalog}/{}/settings/{}`, made.id, '0');
  await note('PATCH', `${catalog}/{}`, [made.id], { name: 'New' }, {}, 200);
  await note('PUT', `${catalog}/{}`, [made.id], catalogPolicy(), {}, 204);
  const settings = await call('GET', `/beta/${catalog}/${made.id}/settings?$expand=settingDefinitions&$count=true`);
  assert.strictEqual(settings.body.value.length, 6);
  answers.set(`beta GET ${catalog}/{}/settings expanded`, settings);
  answers.set(`beta GET ${catalog} expanded`, await call('GET', `/beta/${catalog}?$expand=settings,assignments&$count=true`));
  await note('DELETE', `${catalog}/{}`, [made.id], undefined, {}, 204);

  const known = 'deviceManagement/configurationSettings';
  await get(known);
  await get(`${known}/$count`);
  await get(`${known}/{}`, 'log');

  const templates = 'deviceManagement/groupPolicyConfigurations';
  const bound = `https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('${logSize}')`;
  const template = await post(templates, [], { displayName: 'Templates' });
  await post(`${templates}/{}/updateDefinitionValues`, [template.id], { added: [{ enabled: true, 'definition@odata.bind': bound,
    presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueDecimal', value: 7,
      'presentation@odata.bind': `${bound}/presentations('${logSizeBox}')` }] }] }, 204);
  await get(templates);
  await get(`${templates}/$count`);
  await get(`${templates}/{}`, template.id);
  await note('PATCH', `${templates}/{}`, [template.id], { description: 'x' }, {}, 200);
  await post(`${templates}/{}/assign`, [template.id], { assignments: [target('allDevices')] }, 200);
  await get(`${templates}/{}/assignments`, template.id);
  const value = (await get(`${templates}/{}/definitionValues`, template.id)).value[0];
  await get(`${templates}/{}/definitionValues/{}/definition`, template.id, value.id);
  await get(`${templates}/{}/definitionValues/{}/presentationValues`, template.id, value.id);
  answers.set(`beta GET ${templates}/{}/definitionValues expanded`,
    await call('GET', `/beta/${templates}/${template.id}/definitionValues?$expand=definition,presentationValues($expand=presentation)`));
  await note('DELETE', `${templates}/{}`, [template.id], undefined, {}, 204);

  const intents = 'deviceManagement/intents';
  const intent = (await get(intents)).value[0];
  await get(`${intents}/$count`);
  await get(`${intents}/{}`, intent.id);
  const setting = (await get(`${intents}/{}/settings`, intent.id)).value[0];
  await post(`${intents}/{}/updateSettings`, [intent.id], { settings: [{ ...setting, value: 8, valueJson: '8' }] }, 204);
  await post(`${intents}/{}/assign`, [intent.id], { assignments: [target('allDevices')] }, 204);
  await get(`${intents}/{}/assignments`, intent.id);
  await note('PATCH', `${intents}/{}`, [intent.id], { description: 'x' }, {}, 200);
  const other = await post(intents, [], { displayName: 'New' });
  await note('DELETE', `${intents}/{}`, [other.id], undefined, {}, 204);
};

/// A sandbox whose settings catalog waits for another administrator.
const approvals = async () => {
  const [first] = seed.tenants;
  const guarded = await start(process.argv[2], { seed: { ...seed, tenants: [{ ...first, approvals: { protects: ['configurationPolicies'] } }] } });
  const asks = await connect(guarded.url);
  const decides = await connect(guarded.url, approver);
  const requests = 'deviceManagement/operationApprovalRequests';
  const note = async (who, method, pattern, key, body, wanted) => {
    const answer = await who(method, `/beta/${pattern.replace('{}', key)}`, body);
    if (answer.status !== wanted) failures.push(`beta ${method} ${pattern}: ${answer.status} ${answer.text}`);
    answers.set(`beta ${method} ${pattern}`, answer);
    return answer;
  };
  const ask = async name => {
    const waits = await asks('POST', '/beta/deviceManagement/configurationPolicies', { ...catalogPolicy(), name },
      { 'x-msft-approval-justification': btoa('change 42') });
    assert.strictEqual(waits.status, 403, waits.text);
    return waits.headers.get('x-msft-approval-code');
  };
  const [approved, rejected, withdrawn] = [await ask('a'), await ask('b'), await ask('c')];
  await note(decides, 'POST', `${requests}/{}/approve`, approved, { justification: 'fine', approvalSource: 'adminConsole' }, 200);
  await note(decides, 'POST', `${requests}/{}/reject`, rejected, { justification: 'no' }, 200);
  await note(asks, 'POST', `${requests}/cancelMyRequest`, '', { id: withdrawn }, 204);
  await note(decides, 'POST', `${requests}/{}/cancelApproval`, approved, {}, 200);
  await note(asks, 'GET', 'deviceManagement/operationApprovalPolicies', '', undefined, 200);
  await note(asks, 'GET', requests, '', undefined, 200);
  await note(asks, 'GET', `${requests}/$count`, '', undefined, 200);
  await note(asks, 'GET', `${requests}/{}`, approved, undefined, 200);
  await guarded.stop();
  guarded.remove();
};

const run = async version => {
  const has = pattern => routes.some(route => route.pattern === pattern && (version === 'beta' || !route.beta));
  const note = async (method, pattern, keys, body, headers, wanted) => {
    if (!has(pattern)) return {};
    let at = 0;
    const path = pattern.replace(/\{\}|\((\w+)\)/g, (_, name) => name ? `(${name}='${keys[at++]}')` : keys[at++]);
    const answer = await call(method, `/${version}/${path}`, body, headers);
    if (answer.status !== wanted) failures.push(`${version} ${method} ${path}: ${answer.status} ${answer.text}`);
    answers.set(`${version} ${method} ${pattern}`, answer);
    return answer.body ?? {};
  };
  const get = (pattern, ...keys) => note('GET', pattern, keys, undefined, {}, 200);
  const counted = (pattern, ...keys) => note('GET', pattern, keys, undefined, { ConsistencyLevel: 'eventual' }, 200);
  const post = (pattern, keys, body, wanted = 201) => note('POST', pattern, keys, body, {}, wanted);

  await get('organization');
  await get('organization/{}', tenant);

  const group = await post('groups', [], { displayName: 'New', mailEnabled: false, mailNickname: 'new', securityEnabled: true,
    groupTypes: ['DynamicMembership'], membershipRule: '(device.deviceOwnership -eq "Company")' });
  await get('groups');
  await get('groups/{}', group.id);
  await note('PATCH', 'groups/{}', [group.id], { description: 'x' }, {}, 204);
  await note('DELETE', 'groups/{}', [group.id], undefined, {}, 204);
  for (const set of ['transitiveMembers', 'members']) {
    await counted(`groups/{}/${set}/$count`, pilot);
    await counted(`groups/{}/${set}/microsoft.graph.device/$count`, pilot);
    await counted(`groups/{}/${set}/microsoft.graph.user/$count`, pilot);
  }

  const principals = await get('servicePrincipals');
  await get('servicePrincipals(appId)', pinService);
  await get('servicePrincipals/{}', principals.value[0].id);
  await get('servicePrincipals/{}/appRoleAssignments', principals.value[0].id);
  await get('oauth2PermissionGrants');

  const filters = 'deviceManagement/assignmentFilters';
  const rule = '(device.deviceOwnership -eq "Corporate")';
  const filter = await post(filters, [], { displayName: 'Corporate', platform: 'windows10AndLater', rule });
  await post(`${filters}/validateFilter`, [], { deviceAndAppManagementAssignmentFilter: { displayName: 'x', platform: 'windows10AndLater', rule } }, 200);
  await get(filters);
  await get(`${filters}/{}`, filter.id);
  await note('PATCH', `${filters}/{}`, [filter.id], { description: 'x' }, {}, 200);

  const tags = 'deviceManagement/roleScopeTags';
  const tag = await post(tags, [], { displayName: 'Emea', description: '' });
  await get(tags);
  await get(`${tags}/{}`, tag.id);

  const policies = 'deviceManagement/deviceConfigurations';
  const made = await post(policies, [], policy());
  const filtered = version === 'beta' ? { deviceAndAppManagementAssignmentFilterId: filter.id, deviceAndAppManagementAssignmentFilterType: 'include' } : {};
  const target = (type, more = {}) => ({ target: { '@odata.type': `#microsoft.graph.${type}AssignmentTarget`, ...more } });
  await post(`${policies}/{}/assign`, [made.id], { assignments: [target('group', { groupId: pilot, ...filtered }),
    target('exclusionGroup', { groupId: kiosks }), target('allDevices'), target('allLicensedUsers')] }, 200);
  await get(policies);
  await get(`${policies}/$count`);
  await get(`${policies}/{}`, made.id);
  await get(`${policies}/{}/assignments`, made.id);
  await get(`${policies}/{}/deviceStatusOverview`, made.id);
  await get(`${policies}/{}/userStatusOverview`, made.id);
  const masked = (await call('GET', `/beta/${policies}/${made.id}`)).body.omaSettings.find(one => one.displayName === 'String');
  const plain = await get(`${policies}/{}/getOmaSettingPlainTextValue(secretReferenceValueId)`, made.id, masked.secretReferenceValueId);
  assert.strictEqual(plain.value, 'a');
  await note('PATCH', `${policies}/{}`, [made.id], policy(), {}, 200);
  await note('DELETE', `${policies}/{}`, [made.id], undefined, {}, 204);
  await note('DELETE', `${filters}/{}`, [filter.id], undefined, {}, 204);

  // Device configurations of other types come back with every property filled in.
  for (const type of ['sharedPC', 'editionUpgrade', 'windowsDefenderAdvancedThreatProtection', 'windowsUpdateForBusiness', 'windows10General',
    ...(version === 'beta' ? ['windowsIdentityProtection', 'windowsHealthMonitoring'] : [])]) {
    const typed = await post(policies, [], { '@odata.type': `#microsoft.graph.${type}Configuration`, displayName: type });
    answers.set(`${version} GET ${policies}/{} ${type}`, await call('GET', `/${version}/${policies}/${typed.id}`));
  }

  const enrollments = 'deviceManagement/deviceEnrollmentConfigurations';
  const hello = '#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration';
  await get(enrollments);
  await get(`${enrollments}/$count`);
  const enrollment = await post(enrollments, [], { '@odata.type': hello, displayName: 'Hello', state: 'enabled', pinMinimumLength: 6 });
  await get(`${enrollments}/{}`, enrollment.id);
  await note('PATCH', `${enrollments}/{}`, [enrollment.id], { '@odata.type': hello, pinMinimumLength: 7 }, {}, 200);
  await post(`${enrollments}/{}/assign`, [enrollment.id], { enrollmentConfigurationAssignments: [target('group', { groupId: pilot })] }, 204);
  await get(`${enrollments}/{}/assignments`, enrollment.id);
  await note('DELETE', `${enrollments}/{}`, [enrollment.id], undefined, {}, 204);

  if (version === 'beta') await catalogAndTemplates({ get, post, note, target });

  const devices = 'deviceManagement/managedDevices';
  const device = (await get(devices)).value[0];
  await post(`${devices}/{}/resetPasscode`, [device.id], undefined, 204);
  const reset = await get(`${devices}/{}`, device.id);
  assert.strictEqual(reset.deviceActionResults.at(-1).passcode, '246810');
};
await run('v1.0');
await run('beta');
await approvals();

// Shapes that no route of the table stands for.
for (const version of ['v1.0', 'beta']) {
  answers.set(`${version} POST $batch`, await call('POST', `/${version}/$batch`, { requests: [{ id: '1', method: 'GET', url: '/organization' }, { id: '2', method: 'GET', url: '/nothing' }] }));
  const expanded = `/${version}/deviceManagement/deviceConfigurations`;
  await call('POST', expanded, policy());
  const list = await call('GET', `${expanded}?$expand=assignments&$filter=isof('microsoft.graph.windows10CustomConfiguration')&$top=1`);
  assert.strictEqual(list.body.value.length, 1);
  answers.set(`${version} GET deviceManagement/deviceConfigurations`, list);
}

for (const { method, pattern, beta } of routes) {
  for (const version of beta ? ['beta'] : ['v1.0', 'beta']) {
    if (!answers.has(`${version} ${method} ${pattern}`)) failures.push(`${version} ${method} ${pattern} is not exercised`);
  }
}

// The judge's names for keys.
const operation = pattern => '/' + pattern
  .replace(/(deviceConfigurations|configurationPolicies|configurationSettings|settings|deviceEnrollmentConfigurations|groupPolicyConfigurations|definitionValues|intents|operationApprovalRequests|assignmentFilters|roleScopeTags|managedDevices|groups|servicePrincipals|organization)\/\{\}/g, (_, set) => `${set}/{${{
    configurationPolicies: 'deviceManagementConfigurationPolicy', configurationSettings: 'deviceManagementConfigurationSettingDefinition',
    settings: 'deviceManagementConfigurationSetting', deviceEnrollmentConfigurations: 'deviceEnrollmentConfiguration',
    groupPolicyConfigurations: 'groupPolicyConfiguration', definitionValues: 'groupPolicyDefinitionValue', intents: 'deviceManagementIntent',
    operationApprovalRequests: 'operationApprovalRequest', deviceConfigurations: 'deviceConfiguration', assignmentFilters: 'deviceAndAppManagementAssignmentFilter', roleScopeTags: 'roleScopeTag',
    managedDevices: 'managedDevice', groups: 'group', servicePrincipals: 'servicePrincipal', organization: 'organization' }[set]}-id}`)
  .replace(/\((\w+)\)/, (_, name) => `(${name}='{${name}}')`);

const unjudged = new Set();
const judged = async (key, answer) => {
  if (answer.body === undefined) {
    if (answer.text !== '' && !/^﻿?[0-9]+$/.test(answer.text)) failures.push(`${key}: neither JSON nor a number: ${answer.text}`);
    return;
  }
  const [version, method, pattern] = key.split(' ');
  const file = join(sandbox.folder, key.replace(/[^\w.]/g, '_') + '.json');
  writeFileSync(file, answer.text);
  const child = spawn('node', [judge, '--v', version, '--mode', 'response', '--op', `${method} ${operation(pattern)}`, file],
    { env: { ...process.env, CONFORMANCE_NPM: join(root, 'build', 'npm') + '/' } });
  let said = '';
  child.stdout.on('data', text => { said += text; });
  child.stderr.on('data', text => { said += text; });
  const status = await new Promise(done => child.once('close', done));
  if (/no such operation/.test(said)) unjudged.add(`${method} ${pattern}`);
  else if (status !== 0) failures.push(`${key}\n${said}\n${answer.text.slice(0, 2000)}`);
};
const queue = [...answers];
await Promise.all([1, 2].map(async () => {
  while (queue.length > 0) await judged(...queue.shift());
}));

const golden = readFileSync(join(here, 'unjudged.txt'), 'utf8').split('\n').filter(line => line && !line.startsWith('#'));
assert.deepStrictEqual([...unjudged].sort(), golden.sort(), 'the operations that the judge does not know');
await sandbox.stop();
sandbox.remove();
for (const failure of failures) console.log(failure);
console.log(`${answers.size} answers, ${unjudged.size} operations without a judge, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
