// connections.mjs SANDBOX_SERVE: what only a real connection, a real process and a real certificate show.
import assert from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import { join } from 'node:path';
import { connect, policy, signIn, start, tenant } from './sandbox.mjs';

const program = process.argv[2];
const policies = '/beta/deviceManagement/deviceConfigurations';
const rule = (match, fault, more = {}) => ({ match, fault, ...more });
const create = { method: 'POST', path: policies };
const tests = {};

/// Names of the policies, by following pages whole.
const names = async (call, url) => {
  const seen = [];
  for (let path = policies; path;) {
    const { body } = await call('GET', path);
    seen.push(...body.value.map(one => one.displayName));
    path = body['@odata.nextLink']?.slice(url.length);
  }
  return seen;
};

tests['a cut connection gives no answer, and tells nothing about the work'] = async () => {
  for (const [when, made] of [['before', 0], ['after', 1]]) {
    const sandbox = await start(program, { faults: { rules: [rule(create, { kind: 'cut', when }, { nth: 1 })] } });
    const call = await connect(sandbox.url);
    await assert.rejects(call('POST', policies, policy()), /fetch failed/);
    assert.strictEqual((await names(call, sandbox.url)).length, made);
    assert.strictEqual((await call('POST', policies, policy())).status, 201);
    await sandbox.stop();
    sandbox.remove();
  }
};

tests['a truncated answer announces more than it sends'] = async () => {
  const sandbox = await start(program, { faults: { rules: [rule({ path: '*/organization' }, { kind: 'truncated' })] } });
  const token = await signIn(sandbox.url);
  const { port } = new URL(sandbox.url);
  const socket = net.connect(port, '127.0.0.1');
  socket.write(`GET /v1.0/organization HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  let text = '';
  for await (const chunk of socket) text += chunk;
  const [head, body] = text.split('\r\n\r\n');
  const announced = Number(/content-length: (\d+)/i.exec(head)[1]);
  assert(body.length > 0 && body.length < announced, `${body.length} of ${announced} bytes`);
  await sandbox.stop();
  sandbox.remove();
};

tests['many calls share a connection, and an end does not wait for idle ones'] = async () => {
  const sandbox = await start(program);
  const token = await signIn(sandbox.url);
  const { port } = new URL(sandbox.url);
  const socket = net.connect(port, '127.0.0.1');
  const answers = [];
  let text = '';
  socket.on('data', chunk => { text += chunk; });
  for (let at = 0; at < 50; ++at) {
    text = '';
    socket.write(`GET /v1.0/organization/${tenant} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    while (!text.endsWith('}')) await new Promise(done => { socket.once('data', done); });
    answers.push(text.slice(0, 15));
  }
  assert.deepStrictEqual(new Set(answers), new Set(['HTTP/1.1 200 OK']));
  const closed = new Promise(done => { socket.once('close', done); });
  await Promise.all([sandbox.stop(), closed]);
  sandbox.remove();
};

tests['a client that asks before it sends is told to go on'] = async () => {
  const sandbox = await start(program);
  const token = await signIn(sandbox.url);
  const { port } = new URL(sandbox.url);
  const body = JSON.stringify({ ...policy(), description: 'x'.repeat(1000) });
  const socket = net.connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  const next = () => new Promise(done => { socket.once('data', done); });
  socket.write(`POST ${policies} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`
    + `Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`);
  assert.match(await next(), /^HTTP\/1.1 100 /);
  socket.write(body);
  assert.match(await next(), /^HTTP\/1.1 201 /);
  socket.destroy();
  await sandbox.stop();
  sandbox.remove();
};

tests['what is no HTTP is refused, and others are served on'] = async () => {
  const sandbox = await start(program);
  const { port } = new URL(sandbox.url);
  for (const bytes of ['nonsense\r\n\r\n', 'GET / HTTP/1.1\r\nbroken\r\n\r\n', `GET /${'x'.repeat(9000)} HTTP/1.1\r\n\r\n`, 'BREW /v1.0/groups HTTP/1.1\r\nHost: x\r\n\r\n', '\0\0\0\0']) {
    const socket = net.connect(port, '127.0.0.1');
    socket.end(bytes);
    for await (const chunk of socket) assert(String(chunk).startsWith('HTTP/1.1 4'), String(chunk));
  }
  const call = await connect(sandbox.url);
  assert.strictEqual((await call('GET', '/v1.0/organization')).status, 200);
  await sandbox.stop();
  sandbox.remove();
};

tests['64 calls wait for their latency at one time'] = async () => {
  // A line of holds: each call waits until all are there.
  const sandbox = await start(program, { faults: { rules: [rule({ path: '*/groups' }, { kind: 'hold', name: 'all' })] } });
  const call = await connect(sandbox.url);
  const calls = Array.from({ length: 64 }, () => call('GET', '/v1.0/groups'));
  for (let holds = []; holds.length < 64;) holds = (await (await fetch(`${sandbox.url}/sandbox/holds`)).json()).holds;
  assert.strictEqual((await fetch(`${sandbox.url}/sandbox/release/all`, { method: 'POST' })).status, 204);
  for (const answer of await Promise.all(calls)) assert.strictEqual(answer.status, 200);
  await sandbox.stop();
  sandbox.remove();
};

tests['a log line is there before its answer'] = async () => {
  const sandbox = await start(program, { log: join('/tmp', `sandbox-${process.pid}.log`) });
  const log = join('/tmp', `sandbox-${process.pid}.log`);
  const call = await connect(sandbox.url);
  for (let at = 0; at < 20; ++at) {
    await call('GET', `/v1.0/groups/${at}`);
    assert(readFileSync(log, 'utf8').includes(`"/v1.0/groups/${at}"`));
  }
  await sandbox.stop();
  execFileSync('rm', [log]);
  sandbox.remove();
};

tests['a killed sandbox has every write that it acknowledged'] = async () => {
  const sandbox = await start(program, { 'page-size': 7 });
  let { url } = sandbox;
  let child = sandbox;
  const acknowledged = new Set();
  let number = 0;
  for (let round = 0; round < 5; ++round) {
    const call = await connect(url);
    const writers = Array.from({ length: 8 }, async () => {
      for (;;) {
        const displayName = `policy ${++number}`;
        try {
          const answer = await call('POST', policies, { ...policy(), displayName });
          if (answer.status === 201) acknowledged.add(displayName);
        } catch { return; }
      }
    });
    while (acknowledged.size < (round + 1) * 40) await new Promise(done => { setImmediate(done); });
    await child.kill();
    await Promise.all(writers);
    child = await start(program, { folder: sandbox.folder, 'page-size': 7 });
    url = child.url;
    const found = await names(await connect(url), url);
    assert.strictEqual(new Set(found).size, found.length, 'a policy is there twice');
    for (const name of acknowledged) assert(found.includes(name), `${name} is lost`);
  }
  await child.stop();
  sandbox.remove();
};

tests['a second process is refused, and the store is free when the first is killed'] = async () => {
  const sandbox = await start(program);
  const second = spawnSync(program, [join(sandbox.folder, 'store')], { encoding: 'utf8', input: '' });
  assert.strictEqual(second.status, 1);
  assert.match(second.stderr, /in use by another sandbox/);
  await sandbox.kill();
  const third = await start(program, { folder: sandbox.folder });
  await third.stop();
  sandbox.remove();
};

tests['https is served with a certificate'] = async () => {
  const plain = await start(program);
  await plain.stop();
  const key = join(plain.folder, 'key.pem');
  const certificate = join(plain.folder, 'certificate.pem');
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '2',
    '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'], { encoding: 'utf8' });
  assert.strictEqual(made.status, 0, made.stderr);
  const sandbox = await start(program, { folder: plain.folder, certificate, key });
  assert.match(sandbox.url, /^https:\/\/127\.0\.0\.1:/);
  const get = path => new Promise((done, failed) => {
    https.get(sandbox.url + path, { ca: readFileSync(certificate) }, async answer => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      done(JSON.parse(text));
    }).on('error', failed);
  });
  const document = await get(`/${tenant}/v2.0/.well-known/openid-configuration`);
  assert(document.token_endpoint.startsWith(sandbox.url));
  await sandbox.stop();
  plain.remove();
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}\n${error.stack}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
