// What the end-to-end tests share: one tenant with a few groups, a workspace for it, the program and the sandbox.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { Program, writeFiles } from '../support/program.mjs';
import { makeFolder, removeFolder, startSandbox } from '../support/sandbox.mjs';
import { Tenant } from '../support/tenant.mjs';

export const binary = resolve(process.env.PINWRIGHT);
export const tenantId = '3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63';
export const client = { clientId: '0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16', secret: 'canary-client-secret' };
export const groups = {
  pilot: { id: '7d1c0f5e-9b3a-4c58-8a26-1e4f7b2d9c03', displayName: 'SG Intune Pilot Devices', devices: 12, users: 0 },
  kiosks: { id: '8e2d1a6f-0c4b-4d69-9b37-2f5a8c3ead14', displayName: 'SG Kiosks', devices: 3, users: 0 },
};
export const pinApplications = ['b8456c59-1230-44c7-a4a2-99b085333e84', '9115dd05-fad5-4f9c-acc7-305d08b1b04e'];

const roles = [
  'DeviceManagementConfiguration.ReadWrite.All', 'DeviceManagementRBAC.Read.All', 'DeviceManagementManagedDevices.Read.All',
  'DeviceManagementManagedDevices.PrivilegedOperations.All', 'Group.ReadWrite.All', 'Application.Read.All', 'Directory.Read.All', 'Organization.Read.All',
];

export function seed(more = {}) {
  return {
    clients: [{ ...client, roles }],
    tenants: [{
      tenantId,
      displayName: 'Contoso',
      verifiedDomains: ['contoso.com'],
      groups: Object.values(groups),
      servicePrincipals: pinApplications.map((appId) => ({ appId, accountEnabled: true })),
      ...more,
    }],
  };
}

export const rootFile = `pinwright: 1
workspace: e2e-4f2a91
tenants:
  contoso: {tenantId: ${tenantId}, primaryDomain: contoso.com}
groups:
  pilot: {displayName: SG Intune Pilot Devices, members: devices}
  kiosks: {displayName: SG Kiosks, members: devices}
`;

export const otherTenantId = '8a4c1d2e-5f60-4b7a-9c83-d1e2f3a4b5c6';

/** The same tenant once more, under another ID. */
export const otherTenant = (more = {}) => ({ ...seed().tenants[0], tenantId: otherTenantId, displayName: 'Fabrikam', verifiedDomains: ['fabrikam.com'], ...more });
export const bothTenants = rootFile.replace('groups:', `  fabrikam: {tenantId: ${otherTenantId}, primaryDomain: fabrikam.com}\ngroups:`);

export const helloPolicy = `policies:
  hello:
    displayName: Windows Hello
    description: PIN rules
    pinRecovery: {enabled: true}
    settings:
      - omaUri: ./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength
        value: 8
    assignments: {include: [pilot], exclude: [kiosks]}
`;

/** Starts a sandbox and writes a workspace; `body` gets everything and all of it is gone afterwards. */
export async function withTenant({ files = { 'pinwright.yaml': rootFile, 'hello.yaml': helloPolicy }, env, ...sandboxOptions }, body) {
  const folder = makeFolder();
  const workspace = makeFolder();
  const sandbox = await startSandbox(binary, { folder, seed: seed(), ...sandboxOptions });
  try {
    writeFiles(workspace, files);
    const program = new Program(binary, workspace, { url: sandbox.url, ...client, env });
    const tenant = new Tenant(sandbox.url, tenantId, client);
    return await body({ program, tenant, sandbox, folder, workspace });
  } finally {
    await sandbox.stop();
    removeFolder(folder);
    removeFolder(workspace);
  }
}

/** Waits until faults of the kind `hold` have stopped so many calls. */
export async function untilHeld(url, calls = 1) {
  for (;;) {
    const { holds } = await (await fetch(`${url}/sandbox/holds`)).json();
    if (holds.length >= calls) return;
  }
}

/** Lets go of the calls that are held under a name. */
export const release = (url, name) => fetch(`${url}/sandbox/release/${name}`, { method: 'POST' });

/** `body` gets the address of a server of the test's own, which must not be asked for anything. */
export async function withTrap(body) {
  const seen = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  try {
    await body(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
  assert.deepEqual(seen, []);
}
