// The tenant and the workspace that the online benchmarks measure with: 10 groups, 3 filters, 2 scope tags, both PIN reset
// applications and 50 policies of others; policies of five settings each, encrypted (strings) or not (integers), or of
// twenty in the settings catalog.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { binary, client, pinApplications, seed } from '../e2e/setup.mjs';

export { binary, client };

/** A GUID that depends on `text` alone. */
export function guidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const range = (count) => Array.from({ length: count }, (_, i) => i);
export const tenantIdOf = (i) => guidOf(`tenant ${i}`);
export const groupName = (i) => `SG Bench ${i}`;
const filterName = (i) => `Bench filter ${i}`;
const rule = '(device.deviceOwnership -eq "Corporate")';

/** Settings of policy `i`: no two policies share a node. */
const uri = {
  encrypted: (i, k) => `./Device/Vendor/MSFT/Policy/Config/Bench~Policy~Area${i}/Setting${k}`,
  plain: (i, k) => `./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Bench${i}x${k}/Protocol`,
};

const foreignPolicy = (i, groupId) => ({
  '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
  displayName: `Foreign ${i}`,
  omaSettings: [{
    '@odata.type': '#microsoft.graph.omaSettingInteger',
    displayName: 'Protocol',
    omaUri: `./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Foreign${i}/Protocol`,
    value: 6,
  }],
  assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId } }],
});

export function benchTenant(i = 0) {
  const id = (what) => guidOf(`${what} of tenant ${i}`);
  return {
    tenantId: tenantIdOf(i),
    displayName: `Bench ${i}`,
    verifiedDomains: [`bench${i}.example`],
    groups: range(10).map((k) => ({ id: id(`group ${k}`), displayName: groupName(k), devices: 10 + k, users: k })),
    assignmentFilters: range(3).map((k) => ({ id: id(`filter ${k}`), displayName: filterName(k), platform: 'windows10AndLater', rule })),
    roleScopeTags: [{ id: '1', displayName: 'Bench tag' }],
    servicePrincipals: pinApplications.map((appId) => ({ appId, accountEnabled: true })),
    deviceConfigurations: range(50).map((k) => foreignPolicy(k, id('group 0'))),
  };
}

export const benchSeed = (tenants) => ({ clients: seed().clients, tenants });

/** Twenty nodes that the settings catalog has a definition of, with a value each. */
const catalogSettings = Object.entries(JSON.parse(readFileSync(new URL('settings.json', import.meta.url))))
  .filter(([area]) => area !== 'DeviceLock') // two of its nodes have no definition
  .flatMap(([, area]) => Object.entries(area))
  .map(([omaUri, values]) => `{omaUri: ${omaUri}, value: ${values[0]}}`)
  .slice(0, 20);

/** Policies of the settings catalog with twenty settings each, the same in all, so that none contradicts another. */
export function catalogFiles({ policies = 200 } = {}) {
  const policy = (i) => `  policy-${i}:
    displayName: Bench policy ${i}
    description: twenty settings
    target: settingsCatalog
    settings:
${catalogSettings.map((line) => `      - ${line}`).join('\n')}
    assignments: {include: [group-${i % 10}]}
`;
  const files = benchFiles({});
  delete files['pin.yaml'];
  return { ...files, 'policies.yaml': `policies:\n${range(policies).map(policy).join('')}` };
}

/** Files of a workspace: `tenants` tenants, `policies` policies of five settings; `more` is added to the root file. */
export function benchFiles({ tenants = 1, policies = 200, kind = 'encrypted', more = '' }) {
  const value = (k) => (kind === 'encrypted' ? `"<enabled/><data id=\\"d\\" value=\\"${k}\\"/>"` : '6');
  const policy = (i) => `  policy-${i}:
    displayName: Bench policy ${i}
    description: five settings
    settings:
${range(5).map((k) => `      - {omaUri: ${uri[kind](i, k)}, value: ${value(k)}}`).join('\n')}
    assignments: {include: [{group: group-${i % 10}, filter: filter-${i % 3}}]}
    scopeTags: [Default, Bench tag]
`;
  const root = `pinwright: 1
workspace: bench-4f2a91
tenants:
${range(tenants).map((i) => `  tenant-${i}: {tenantId: ${tenantIdOf(i)}, primaryDomain: bench${i}.example}`).join('\n')}
groups:
${range(10).map((k) => `  group-${k}: {displayName: ${groupName(k)}, members: devices}`).join('\n')}
filters:
${range(3).map((k) => `  filter-${k}: {displayName: ${filterName(k)}}`).join('\n')}
${more}`;
  return {
    'pinwright.yaml': root,
    'pin.yaml': 'policies:\n  pin:\n    displayName: PIN recovery\n    pinRecovery: {enabled: true}\n    assignments: {include: [group-0]}\n',
    'policies.yaml': `policies:\n${range(policies - 1).map(policy).join('')}`,
  };
}

/** Requests as the targets count them: a batch is one, sign-in and discovery are none. */
export function counted(log) {
  return log.filter(({ path, batched }) => !batched && !/\/oauth2\/|\.well-known/.test(path)).length;
}

/** Requests as Graph counts them: each item of a batch, and no batch as such. */
export function graphRequests(log) {
  return log.filter(({ path }) => !/\/\$batch$|\/oauth2\/|\.well-known/.test(path));
}
