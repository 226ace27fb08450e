// A sandbox of its own for a suite, and a client for it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const tenant = '3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63';
export const client = '0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16';
export const pilot = '11111111-1111-4111-8111-111111111111';
export const kiosks = '22222222-2222-4222-8222-222222222222';
export const approver = '77777777-7777-4777-8777-777777777777';
export const logSize = '44444444-4444-4444-8444-444444444444';
export const logSizeBox = '55555555-5555-4555-8555-555555555555';
export const pinService = 'b8456c59-1230-44c7-a4a2-99b085333e84';

export const seed = {
  clients: [{ clientId: client, secret: 'secret', roles: ['Application.Read.All', 'DeviceManagementConfiguration.ReadWrite.All',
    'DeviceManagementManagedDevices.PrivilegedOperations.All', 'DeviceManagementManagedDevices.Read.All', 'DeviceManagementRBAC.ReadWrite.All',
    'DeviceManagementServiceConfig.ReadWrite.All',
    'Directory.Read.All', 'Group.ReadWrite.All', 'Organization.Read.All'] },
  { clientId: approver, secret: 'secret', roles: ['DeviceManagementRBAC.Read.All'] }],
  tenants: [{
    tenantId: tenant, displayName: 'Contoso', verifiedDomains: ['contoso.com', 'contoso.onmicrosoft.com'],
    groups: [{ id: pilot, displayName: 'SG Pilot', devices: 12, users: 3 }, { id: kiosks, displayName: 'SG Kiosks', devices: 5 }],
    servicePrincipals: [{ appId: pinService, displayName: 'Microsoft Pin Reset Service Production' }],
    managedDevices: [{ deviceName: 'PHONE-1', osVersion: '10.0.15063.1', model: 'Lumia 950', skuFamily: 'Mobile', joinType: 'azureADJoined',
      resetPasscode: { after: 0, passcode: '246810' } }],
    groupPolicyDefinitions: [{ id: logSize, displayName: 'Log size', categoryPath: '\\Event Log', classType: 'machine', policyType: 'admxBacked',
      presentations: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationDecimalTextBox', id: logSizeBox, label: 'Size', required: true,
        minValue: 1, maxValue: 100 }] }],
    intents: [{ displayName: 'Baseline', settings: [{ '@odata.type': '#microsoft.graph.deviceManagementIntegerSettingInstance',
      definitionId: 'deviceConfiguration--windowsIdentityProtectionConfiguration_pinMinimumLength', value: 6 }] }],
  }],
};

/// Starts `program`; `options` are its own, without dashes; objects become files.
export const start = async (program, options = {}) => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'pinwright-sandbox-'));
  const args = [join(folder, 'store')];
  for (const [name, value] of Object.entries({ seed, ...options })) {
    if (name === 'folder') continue;
    let text = value;
    if (typeof value === 'object') {
      text = join(folder, name + '.json');
      writeFileSync(text, JSON.stringify(value));
    }
    args.push('--' + name, String(text));
  }
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise(done => child.once('exit', code => done(code)));
  const url = await new Promise((found, lost) => {
    child.stdout.once('data', text => found(String(text).trim()));
    ended.then(code => lost(new Error(`the sandbox ended with ${code}`)));
  });
  return {
    url, folder, child,
    kill: () => { child.kill('SIGKILL'); return ended; },
    stop: async () => { child.stdin.end(); await ended; },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

export const signIn = async (url, id = client) => {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: 'secret', scope: 'https://graph.microsoft.com/.default' });
  const answer = await fetch(`${url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: form });
  return (await answer.json()).access_token;
};

/// call(method, path, body, headers) -> {status, headers, text, body}
export const connect = async (url, id = client) => {
  const token = await signIn(url, id);
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(url + path, {
      method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').startsWith('application/json');
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
};

export const policy = () => ({
  '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'Every type', description: 'x',
  omaSettings: Object.entries({ Integer: 1, String: 'a', Boolean: true, FloatingPoint: 0.1, DateTime: '2026-03-01T07:30:00Z', StringXml: 'PGEvPg==', Base64: 'AAEC' })
    .map(([type, value]) => ({ '@odata.type': `#microsoft.graph.omaSetting${type}`, displayName: type, omaUri: `./Device/Vendor/MSFT/${type}`, value,
      ...(/Xml|Base64/.test(type) ? { fileName: 'a.bin' } : {}) })),
});

const catalog = name => `#microsoft.graph.deviceManagementConfiguration${name}`;
const simple = (id, type, value) => ({ '@odata.type': catalog('SimpleSettingInstance'), settingDefinitionId: id,
  simpleSettingValue: { '@odata.type': catalog(type), ...value } });

/// A definition of each form that has one, in the shape of Graph's answers.
export const definitions = () => {
  const one = (form, id, root, more = {}) => ({ '@odata.type': catalog(form), id, name: id, displayName: id, rootDefinitionId: root,
    baseUri: './Device/Vendor/MSFT', offsetUri: '/' + id, accessTypes: 'add,delete,get,replace', settingUsage: 'configuration',
    visibility: 'settingsCatalog,template', uxBehavior: 'default', riskLevel: 'low', occurrence: { minDeviceOccurrence: 0, maxDeviceOccurrence: 1 },
    applicability: { '@odata.type': catalog('WindowsSettingApplicability'), platform: 'windows10', technologies: 'mdm', deviceMode: 'none',
      windowsSkus: ['windowsEnterprise'], minimumSupportedVersion: '10.0.15063' }, ...more });
  const option = (itemId, value, dependedOnBy = []) => ({ itemId, name: itemId, displayName: itemId, dependentOn: [], dependedOnBy,
    optionValue: { '@odata.type': catalog('StringSettingValue'), value } });
  const text = { valueDefinition: { '@odata.type': catalog('StringSettingValueDefinition'), format: 'none', isSecret: false } };
  return [
    one('SimpleSettingDefinition', 'lock', 'lock', { valueDefinition: { '@odata.type': catalog('IntegerSettingValueDefinition'), minimumValue: 0, maximumValue: 9 },
      defaultValue: { '@odata.type': catalog('IntegerSettingValue'), value: 0 } }),
    one('SimpleSettingDefinition', 'key', 'key', { valueDefinition: { '@odata.type': catalog('StringSettingValueDefinition'), isSecret: true } }),
    one('SimpleSettingCollectionDefinition', 'names', 'names', { ...text, minimumCount: 0, maximumCount: 3 }),
    one('ChoiceSettingDefinition', 'log', 'log', { defaultOptionId: 'log_0',
      options: [option('log_0', '0'), option('log_1', '1', [{ dependedOnBy: 'log_path', required: true }])] }),
    one('SimpleSettingDefinition', 'log_path', 'log', { ...text, dependentOn: [{ dependentOn: 'log_1', parentSettingId: 'log' }] }),
    one('ChoiceSettingCollectionDefinition', 'flags', 'flags', { options: [option('flags_1', '1'), option('flags_2', '2')], minimumCount: 0, maximumCount: 2 }),
    one('SettingGroupCollectionDefinition', 'hello', 'hello', { childIds: ['hello_pin'], minimumCount: 0, maximumCount: 1 }),
    one('ChoiceSettingDefinition', 'hello_pin', 'hello', { options: [option('hello_pin_true', 'true'), option('hello_pin_false', 'false')] }),
  ];
};

/// A settings catalog policy with an instance of each form.
export const catalogPolicy = () => ({
  name: 'Every form', description: 'x', platforms: 'windows10', technologies: 'mdm', roleScopeTagIds: ['0'],
  settings: [
    simple('lock', 'IntegerSettingValue', { value: 4 }),
    simple('key', 'SecretSettingValue', { value: 'hidden', valueState: 'notEncrypted' }),
    { '@odata.type': catalog('SimpleSettingCollectionInstance'), settingDefinitionId: 'names',
      simpleSettingCollectionValue: [{ '@odata.type': catalog('StringSettingValue'), value: 'a' }] },
    { '@odata.type': catalog('ChoiceSettingInstance'), settingDefinitionId: 'log',
      choiceSettingValue: { value: 'log_1', children: [simple('log_path', 'StringSettingValue', { value: 'c:' })] } },
    { '@odata.type': catalog('ChoiceSettingCollectionInstance'), settingDefinitionId: 'flags',
      choiceSettingCollectionValue: [{ value: 'flags_1', children: [] }] },
    { '@odata.type': catalog('GroupSettingCollectionInstance'), settingDefinitionId: 'hello',
      groupSettingCollectionValue: [{ children: [{ '@odata.type': catalog('ChoiceSettingInstance'), settingDefinitionId: 'hello_pin',
        choiceSettingValue: { value: 'hello_pin_true', children: [] } }] }] },
  ].map(settingInstance => ({ '@odata.type': catalog('Setting'), settingInstance })),
});
