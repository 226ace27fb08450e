import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Program, writeFiles } from '../support/program.mjs';
import { makeCertificate, makeFolder, removeFolder, startSandbox } from '../support/sandbox.mjs';
import { binary, client, rootFile, seed } from './setup.mjs';

const files = {
  // One way to sign in: the others are not tried when it fails.
  'pinwright.yaml': rootFile.replace('primaryDomain:', `auth: {method: secret, clientId: ${client.clientId}, secretEnv: AZURE_CLIENT_SECRET}, primaryDomain:`),
  'hello.yaml': `policies:
  hello:
    displayName: Windows Hello
    pinRecovery: {enabled: true}
    assignments: {include: [pilot]}
`,
};

async function overTls(body) {
  const folder = makeFolder();
  const workspace = makeFolder();
  const certificate = makeCertificate(folder, 'server');
  const sandbox = await startSandbox(binary, { folder, seed: seed(), tls: certificate });
  try {
    writeFiles(workspace, files);
    const program = (env) => new Program(binary, workspace, { url: sandbox.url, ...client, env });
    await body({ program, certificate: certificate.certificate, sandbox });
  } finally {
    await sandbox.stop();
    removeFolder(folder);
    removeFolder(workspace);
  }
}

test('over TLS: with the certificate that SSL_CERT_FILE names a policy is applied, and the next plan is empty', () =>
  overTls(async ({ program, certificate }) => {
    const trusting = program({ SSL_CERT_FILE: certificate });
    await trusting.expect(0, 'apply', '--yes');
    await trusting.expect(0, 'plan', '--detailed-exitcode');
  }));

test('over TLS: a certificate that nobody vouches for is refused, and nothing is asked', () =>
  overTls(async ({ program, sandbox }) => {
    const { out } = await program({}).expect(6, 'plan');
    assert.match(out, /is not trusted: SSL certificate problem/);
    assert.deepEqual(sandbox.log(), []);
  }));
