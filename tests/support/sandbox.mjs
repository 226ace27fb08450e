// A sandbox of its own for a test: a seed, the process, over TLS certificates. Loopback only; it ends with the test.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function makeFolder() {
  return mkdtempSync(join(tmpdir(), 'pinwright-test-'));
}

export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** A self-signed certificate for 127.0.0.1, or for other `names`: {certificate, key} are PEM files. */
export function makeCertificate(folder, name, names = 'IP:127.0.0.1,DNS:localhost') {
  const certificate = join(folder, `${name}.pem`);
  const key = join(folder, `${name}.key`);
  const done = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '2',
    '-subj', `/CN=${name}`, '-addext', `subjectAltName=${names}`], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`openssl: ${done.stderr}`);
  return { certificate, key };
}

/** SHA-256 over the DER form, in upper-case hexadecimal. */
export function thumbprintOf(certificate) {
  return createHash('sha256').update(new X509Certificate(readFileSync(certificate)).raw).digest('hex').toUpperCase();
}

/**
 * Starts `pinwright sandbox serve` over folder/store.db; `seed` counts where the store is new. `tls`: of makeCertificate.
 * Answers, once its first line is there, {url, log, stop}: `log()` gives the requests so far.
 */
export function startSandbox(binary, { folder, seed, faults, tls, options = [] }) {
  const write = (name, json) => {
    writeFileSync(join(folder, name), JSON.stringify(json));
    return join(folder, name);
  };
  const log = join(folder, 'requests.jsonl');
  const args = ['sandbox', 'serve', '--store', join(folder, 'store.db'), '--log', log];
  if (seed) args.push('--seed', write('seed.json', seed));
  if (faults) args.push('--faults', write('faults.json', faults));
  if (tls) args.push('--tls-cert', tls.certificate, '--tls-key', tls.key);
  const child = spawn(binary, [...args, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  const requests = () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').filter(Boolean).map((line) => JSON.parse(line)) : []);
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('error', reject);
    ended.then((code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.stdout.on('data', (data) => {
      text += data;
      const end = text.indexOf('\n');
      if (end >= 0) resolve({ url: JSON.parse(text.slice(0, end)).url, log: requests, stop });
    });
  });
}

/** Requests that change something: no token, no batch as such, no validateFilter (batched items count by themselves). */
export function writesIn(log) {
  return log.filter(({ method, path }) => method !== 'GET' && !/\/oauth2\/|\/\$batch$|validateFilter$/.test(path));
}
