// operations.mjs SANDBOX_SERVE: every operation of the sandbox is exercised in each version that has it, and its answer is what Microsoft
// Graph's metadata allows. What the judge beside the repository does not know stands in unjudged.txt.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, kiosks, pilot, pinService, policy, start, tenant } from './sandbox.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const judge = join(root, '..', 'shared', 'graph', 'validate-body.mjs');
const table = readFileSync(join(root, 'compiler', 'sandbox', 'routes.cpp'), 'utf8');
// The rows of the table of routes, whatever their layout: method, pattern, area, whether only beta has it.
const routes = [...table.matchAll(/\{"([A-Z]+)",\s*"([^"]+)",\s*k\w+,\s*(true|false),/g)].map(([, method, pattern, beta]) => ({ method, pattern, beta: beta === 'true' }));
assert(routes.length > 30, 'the table of routes could not be read');

const sandbox = await start(process.argv[2]);
const call = await connect(sandbox.url);
const answers = new Map();  // `VERSION METHOD PATTERN` -> answer
const failures = [];

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

  const devices = 'deviceManagement/managedDevices';
  const device = (await get(devices)).value[0];
  await post(`${devices}/{}/resetPasscode`, [device.id], undefined, 204);
  const reset = await get(`${devices}/{}`, device.id);
  assert.strictEqual(reset.deviceActionResults.at(-1).passcode, '246810');
};
await run('v1.0');
await run('beta');

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
  .replace(/(deviceConfigurations|assignmentFilters|roleScopeTags|managedDevices|groups|servicePrincipals|organization)\/\{\}/g, (_, set) => `${set}/{${{
    deviceConfigurations: 'deviceConfiguration', assignmentFilters: 'deviceAndAppManagementAssignmentFilter', roleScopeTags: 'roleScopeTag',
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
