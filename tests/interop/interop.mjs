// node interop.mjs BINARY: starts the sandbox over TLS and runs clients.mjs against it, in a process of its own that trusts
// the sandbox's certificate.
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate, makeFolder, removeFolder, startSandbox, thumbprintOf } from '../support/sandbox.mjs';

const tenantId = '3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63';
const clientId = '0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16';
const groupId = '7d1c0f5e-9b3a-4c58-8a26-1e4f7b2d9c03';

/** More policies than one page holds. */
const seedPolicies = Array.from({ length: 7 }, (_, i) => ({
  '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
  displayName: `Seeded ${i}`,
  omaSettings: [{
    '@odata.type': '#microsoft.graph.omaSettingInteger',
    displayName: 'Expiration',
    omaUri: `./Device/Vendor/MSFT/PassportForWork/${tenantId}/Policies/PINComplexity/Expiration`,
    value: i,
  }],
  assignments: [],
}));

async function main(binary) {
  const folder = makeFolder();
  const tls = makeCertificate(folder, 'server');
  const client = makeCertificate(folder, 'client');
  const seed = {
    clients: [{
      clientId,
      secret: 'interop-secret',
      certificateThumbprint: thumbprintOf(client.certificate),
      roles: ['DeviceManagementConfiguration.ReadWrite.All', 'Group.Read.All', 'Organization.Read.All'],
    }],
    tenants: [{
      tenantId,
      displayName: 'Contoso',
      verifiedDomains: ['contoso.com'],
      groups: [{ id: groupId, displayName: "O'Brien's 100% devices", devices: 3, users: 0 }],
      deviceConfigurations: seedPolicies,
    }],
  };
  const sandbox = await startSandbox(resolve(binary), { folder, seed, tls, options: ['--page-size', '3'] });
  const here = dirname(fileURLToPath(import.meta.url));
  const done = spawnSync(process.execPath, ['--test', join(here, 'clients.mjs')], {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: tls.certificate,
      INTEROP: JSON.stringify({ url: sandbox.url, tenantId, clientId, groupId, secret: 'interop-secret', ...client }),
    },
  });
  await sandbox.stop();
  removeFolder(folder);
  return done.status ?? 1;
}

process.exitCode = await main(process.argv[2]);
