import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groups, helloPolicy, rootFile, withTenant } from './setup.mjs';

/** Policies of the tenant that the workspace speaks of, by display name. */
const named = async (tenant, name) => (await tenant.policies()).filter((one) => one.displayName === name);

async function assertHello(tenant) {
  const [policy, ...others] = await named(tenant, 'Windows Hello');
  assert.equal(others.length, 0);
  assert.equal(policy.omaSettings.length, 2);
  assert.deepEqual(policy.assignments.map(({ target }) => target.groupId).sort(), [groups.pilot.id, groups.kiosks.id].sort());
}

/** Whatever happened: the report agrees with the store, and the next apply, undisturbed, ends with the whole. */
async function assertHonest({ code, out, err }, { program, tenant }) {
  assert.ok([0, 1, 4, 5, 6].includes(code), `exit ${code}: ${out}${err}`);
  if (code === 0) await assertHello(tenant);
  await program.expect(0, 'apply', '--yes');
  await assertHello(tenant);
  await program.expect(0, 'plan', '--detailed-exitcode');
}

const once = (match, fault) => ({ rules: [{ match, nth: 1, fault }] });
const configurations = '/beta/deviceManagement/deviceConfigurations';
const steps = {
  'the token': { method: 'POST', path: '*/oauth2/v2.0/token' },
  'the list of policies': { method: 'GET', path: configurations },
  'a batch': { method: 'POST', path: '*/$batch' },
  'an item of a batch': { method: 'GET', batched: true },
  'the creation': { method: 'POST', path: configurations },
  'the assignment': { method: 'POST', path: `${configurations}/*/assign` },
};
const faults = {
  '429 with seconds': { kind: 'status', status: 429, retryAfter: 1 },
  '429 with a fraction': { kind: 'status', status: 429, retryAfter: '0.2' },
  '429 with a date': { kind: 'status', status: 429, retryAfterDate: 1 },
  500: { kind: 'status', status: 500 },
  '500 although it was done': { kind: 'status', status: 500, when: 'after' },
  502: { kind: 'status', status: 502 },
  503: { kind: 'status', status: 503, retryAfter: 0 },
  504: { kind: 'status', status: 504 },
  'cut before it is done': { kind: 'cut', when: 'before' },
  'cut after it was done': { kind: 'cut', when: 'after' },
  'an expired token': { kind: 'expiredToken' },
  'a malformed body': { kind: 'malformed' },
  'a truncated body': { kind: 'truncated' },
};

// Most of a run is waiting for the tenant to recover: many at a time.
test('any fault at any step converges, or is told as it is', { concurrency: 12 }, async (all) => {
  const runs = Object.entries(steps).flatMap(([step, match]) =>
    Object.entries(faults).map(([what, fault]) =>
      all.test(`${step}: ${what}`, () =>
        withTenant({ faults: once(match, fault) }, async (place) => assertHonest(await place.program.run('apply', '--yes'), place)))));
  await Promise.all(runs);
});

test('a list that does not show the last writes makes no duplicate', () =>
  withTenant({ faults: { rules: [{ match: { method: 'GET', path: configurations }, from: 2, times: 2, fault: { kind: 'stale', writes: 4 } }] } },
    async (place) => assertHonest(await place.program.run('apply', '--yes'), place)));

test('what failed and what was done is told object by object', () => {
  const second = helloPolicy.replace('  hello:', '  second:').replace('Windows Hello', 'Second').replace('policies:\n', '').replace('MinimumPINLength', 'Expiration').replace(/^.*pinRecovery.*\n/m, '');
  return withTenant({
    files: { 'pinwright.yaml': rootFile, 'hello.yaml': helloPolicy, 'second.yaml': `policies:\n${second}` },
    faults: { rules: [{ match: { method: 'POST', path: configurations }, nth: 2, fault: { kind: 'status', status: 400, code: 'BadRequest', message: 'not today' } }] },
  }, async ({ program, tenant }) => {
    const { code, out, err } = await program.run('apply', '--yes', '--on-error', 'continue');
    assert.equal(code, 5, out + err);
    assert.match(out + err, /not today/);
    assert.equal((await named(tenant, 'Windows Hello')).length, 1);
    assert.equal((await named(tenant, 'Second')).length, 0);
    await program.expect(0, 'apply', '--yes');
    assert.equal((await named(tenant, 'Second')).length, 1);
  });
});

for (const when of ['before', 'after']) {
  test(`two applies at once, each held ${when} its creation, leave one object`, () =>
    withTenant({ faults: { rules: [{ match: { method: 'POST', path: configurations }, times: 2, fault: { kind: 'hold', name: 'both', when } }] } },
      async ({ program, tenant, sandbox }) => {
        let ended = 0;
        const runs = [0, 1].map(() => program.run('apply', '--yes').finally(() => ++ended));
        // The second may begin so late that it sees what the first has made, and creates nothing.
        for (let held = 0; held < 2 && ended === 0; ) held = (await (await fetch(`${sandbox.url}/sandbox/holds`)).json()).holds.length;
        await fetch(`${sandbox.url}/sandbox/release/both`, { method: 'POST' });
        const results = await Promise.all(runs);
        for (const { code, out, err } of results) assert.ok([0, 4, 5].includes(code), `exit ${code}: ${out}${err}`);
        await assertHello(tenant);
        await program.expect(0, 'plan', '--detailed-exitcode');
      }));
}
