import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writesIn } from '../support/sandbox.mjs';
import { groups, rootFile, untilHeld, withTenant } from './setup.mjs';

const count = 20;
const names = Array.from({ length: count }, (_, i) => `Policy ${i}`);
const files = {
  'pinwright.yaml': rootFile,
  'policies.yaml': `policies:\n${names.map((name, i) => `  policy-${i}:
    displayName: ${name}
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Kill~Policy~Area${i}/Text, value: "<enabled/>"}
    assignments: {include: [pilot], exclude: [kiosks]}
`).join('')}`,
};

/** Every policy is there once, with its assignments and its value. */
async function assertWhole(tenant) {
  const policies = await tenant.policies();
  assert.deepEqual(policies.map(({ displayName }) => displayName).sort(), [...names].sort());
  for (const policy of policies) {
    assert.deepEqual(policy.assignments.map(({ target }) => target.groupId).sort(), [groups.pilot.id, groups.kiosks.id].sort());
    assert.deepEqual(policy.omaSettings.map(({ value }) => value), ['<enabled/>']);
  }
}

function journalsOf(workspace) {
  const folder = join(workspace, '.pinwright/journal');
  return readdirSync(folder).sort().map((name) => join(folder, name));
}

/** Every line but the last parses. */
function assertReadable(workspace) {
  for (const journal of journalsOf(workspace)) {
    const lines = readFileSync(journal, 'utf8').split('\n');
    for (const line of lines.slice(0, -1)) JSON.parse(line);
  }
}

/** The writes of an undisturbed apply, in order: {method, path, nth}; `nth` counts those of its method. */
async function writesOfApply() {
  return withTenant({ files }, async ({ program, tenant, sandbox }) => {
    await program.expect(0, 'apply', '--yes');
    await assertWhole(tenant);
    const seen = {};
    return writesIn(sandbox.log()).map(({ method, path }) => ({ method, path, nth: (seen[method] = (seen[method] ?? 0) + 1) }));
  });
}

/** Kills an apply while the tenant holds its nth write, before or after it was carried out. */
async function killAt({ method, nth }, when, then) {
  const faults = { rules: [{ match: { method, path: '/beta/deviceManagement/deviceConfigurations*' }, nth, fault: { kind: 'hold', name: 'kill', when } }] };
  return withTenant({ files, faults }, async (place) => {
    const { program, sandbox } = place;
    const { child, done } = program.start('apply', '--yes');
    await untilHeld(sandbox.url);
    child.kill('SIGKILL');
    assert.equal((await done).signal, 'SIGKILL');
    await fetch(`${sandbox.url}/sandbox/release/kill`, { method: 'POST' });
    return then(place);
  });
}

async function converges({ program, tenant, workspace }) {
  await program.expect(0, 'apply', '--yes');
  await program.expect(0, 'plan', '--detailed-exitcode');
  await assertWhole(tenant);
  assertReadable(workspace);
}

test('killed before or after any write, the next apply converges: one object a policy, no assignment lost', async () => {
  const points = (await writesOfApply()).flatMap((write) => ['before', 'after'].map((when) => ({ write, when })));
  console.log(`${points.length} kill points`);
  assert.ok(points.length >= 80);
  const worker = async () => {
    for (let point = points.pop(); point; point = points.pop()) {
      const { write, when } = point;
      await killAt(write, when, converges).catch((error) => {
        throw new Error(`killed ${when} ${write.method} ${write.path}: ${error.stack}`);
      });
    }
  };
  await Promise.all([worker(), worker()]);
});

test('a journal that was cut at any byte of its last line is read', async () => {
  const writes = await writesOfApply();
  await killAt(writes[2], 'after', async ({ program, workspace }) => {
    const [journal] = journalsOf(workspace);
    const text = readFileSync(journal, 'utf8').trimEnd();
    const last = text.lastIndexOf('\n') + 1;
    const folder = join(workspace, 'cut');
    mkdirSync(folder);
    const cuts = Array.from({ length: text.length - last + 1 }, (_, i) => last + i);
    const worker = async () => {
      for (let cut = cuts.pop(); cut !== undefined; cut = cuts.pop()) {
        const file = join(folder, `${cut}.jsonl`);
        writeFileSync(file, text.slice(0, cut));
        // Without --yes and without a terminal nothing is done, but the plan is made from what the journal says.
        const { code, out, err } = await program.run('rollback', file);
        assert.equal(code, 1, `cut at ${cut}: ${out}${err}`);
        assert.match(out, /delete/);
      }
    };
    await Promise.all([worker(), worker()]);
    // What became of the write that was cut off the journal does not say: nothing is guessed.
    const { out } = await program.expect(4, 'rollback', journal, '--yes');
    assert.match(out, /the journal does not say/);
  });
});
