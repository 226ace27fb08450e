// name_and_tls.mjs ROOT PLACE: in a network namespace, a name server and a sandbox over TLS; then a plan from inside ROOT, which finds
// the sandbox by its name and trusts it for the certificate in PLACE. Prints the names that were asked for, and the plan.
import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate, makeFolder, removeFolder, startSandbox } from '../support/sandbox.mjs';

const [root, place] = process.argv.slice(2);
const host = 'graph.pinwright.test';
const client = { clientId: '0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16', secret: 'a-secret' };
const tenantId = '3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63';

/** Answers every question for an IPv4 address with 127.0.0.1, and others with nothing (RFC 1035, 4.1). */
function startNameServer() {
  const server = createSocket('udp4');
  server.on('message', (question, from) => {
    let end = 12;
    const labels = [];
    while (question[end] !== 0) {
      labels.push(question.toString('latin1', end + 1, end + 1 + question[end]));
      end += 1 + question[end];
    }
    console.log(`asked for ${labels.join('.')}`);
    const isAddress = question.readUInt16BE(end + 1) === 1;
    const header = Buffer.from([question[0], question[1], 0x81, 0x80, 0, 1, 0, isAddress ? 1 : 0, 0, 0, 0, 0]);
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
    const parts = [header, question.subarray(12, end + 5), ...(isAddress ? [answer] : [])];
    server.send(Buffer.concat(parts), from.port, from.address);
  });
  return new Promise((resolve) => server.bind(53, '127.0.0.1', () => resolve(server)));
}

const folder = makeFolder();
const names = await startNameServer();
const tls = makeCertificate(folder, host, `DNS:${host}`);
copyFileSync(tls.certificate, join(root, place));
writeFileSync(join(root, 'work/pinwright.yaml'), `pinwright: 1
workspace: package-4f2a91
tenants:
  contoso: {tenantId: ${tenantId}, primaryDomain: contoso.com, auth: {method: secret, clientId: ${client.clientId}, secretEnv: AZURE_CLIENT_SECRET}}
policies:
  camera:
    displayName: Camera
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 1}
`);
const seed = {
  clients: [{ ...client, roles: ['DeviceManagementConfiguration.ReadWrite.All', 'Group.Read.All', 'Application.Read.All', 'Organization.Read.All'] }],
  tenants: [{ tenantId, displayName: 'Contoso', verifiedDomains: ['contoso.com'] }],
};
const sandbox = await startSandbox(join(root, 'opt/bin/pinwright'), { folder, seed, tls });
try {
  const url = sandbox.url.replace('127.0.0.1', host);
  const env = { PINWRIGHT_GRAPH_URL: url, PINWRIGHT_LOGIN_URL: url, AZURE_CLIENT_SECRET: client.secret };
  const { stdout } = await promisify(execFile)('/usr/sbin/chroot', [root, '/opt/bin/pinwright', 'plan', '/work'], { env });
  console.log(stdout);
} catch (error) {
  console.log(error.message, error.stdout, error.stderr);
  process.exitCode = 1;
} finally {
  await sandbox.stop();
  names.close();
  removeFolder(folder);
}
