// A sandbox of its own for a test: certificates, a seed, the process. Loopback only; it ends with the test.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function openssl(...args) {
  const done = spawnSync('openssl', args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`openssl ${args[0]}: ${done.stderr}`);
}

/** A self-signed certificate: {certificate, key} are PEM files. */
function makeCertificate(folder, name) {
  const certificate = join(folder, `${name}.pem`);
  const key = join(folder, `${name}.key`);
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '2', '-subj',
    `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost');
  return { certificate, key };
}

/** SHA-256 over the DER form, in upper-case hexadecimal. */
export function thumbprintOf(certificate) {
  return createHash('sha256').update(new X509Certificate(readFileSync(certificate)).raw).digest('hex').toUpperCase();
}

export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'pinwright-interop-'));
  return { folder, server: makeCertificate(folder, 'server'), client: makeCertificate(folder, 'client') };
}

export function removeFolder({ folder }) {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts `pinwright sandbox serve`; answers {url, stop} once its first line is there. */
export function startSandbox(binary, { folder, server }, seed, options = []) {
  writeFileSync(join(folder, 'seed.json'), JSON.stringify(seed));
  const child = spawn(binary, ['sandbox', 'serve', '--store', join(folder, 'store.db'), '--seed', join(folder, 'seed.json'),
    '--tls-cert', server.certificate, '--tls-key', server.key, '--log', join(folder, 'log.jsonl'), ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('error', reject);
    ended.then((code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.stdout.on('data', (data) => {
      text += data;
      const end = text.indexOf('\n');
      if (end >= 0) resolve({ url: JSON.parse(text.slice(0, end)).url, stop });
    });
  });
}
