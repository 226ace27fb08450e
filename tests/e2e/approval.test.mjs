import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writesIn } from '../support/sandbox.mjs';
import { Tenant } from '../support/tenant.mjs';
import { apply, applyToTheEnd, assertWhole, changeFiles, guarded, journals, people, requests, stateOf, why, withGuarded } from './approvals.mjs';
import { bothTenants, client, groups, helloPolicy, otherTenant, rootFile, seed, tenantId, untilHeld, withTenant } from './setup.mjs';

test('a new policy takes two approvals, one after the other, and is then as the files say', () =>
  withGuarded({}, async (place) => {
    const { program, tenant, workspace, open, decide } = place;
    const { out, err } = await apply(program, 7, ...why);
    const state = stateOf(out);
    const [request] = await open();
    assert.equal(state.state, 'awaiting-approval');
    assert.equal(state.expires, request.expirationDateTime);
    assert.equal(JSON.parse(out).summary['awaiting-approval'], 1);
    // The approver reads what was said, and of what object.
    assert.match(request.requestJustification, /^change 42 \[pinwright e2e-4f2a91\/hello create customPolicy [0-9a-f]{16}\]$/);
    // The code leads to a write: it stands in the journal, and nowhere that others read.
    assert.ok(!(out + err).includes(request.id));
    const [journal] = journals(workspace);
    assert.ok(readFileSync(journal, 'utf8').includes(request.id));
    assert.equal(statSync(journal).mode & 0o777, 0o600);
    assert.deepEqual(await tenant.policies(), []);

    // It waits: nothing new is asked for.
    assert.equal(stateOf((await apply(program, 7, ...why)).out).state, 'awaiting-approval');
    assert.equal((await open()).length, 1);

    assert.equal(await decide('approve'), 1);
    // Made, and now its assignments wait.
    const second = await apply(program, 7, ...why);
    assert.equal(stateOf(second.out).state, 'awaiting-approval');
    const [made] = await tenant.policies();
    assert.deepEqual(made.assignments, []);
    assert.doesNotMatch(made.description, / r=/);
    assert.match((await open())[0].requestJustification, /hello assign customPolicy/);
    assert.equal(await decide('approve'), 1);
    await apply(program, 0, ...why);
    await assertWhole(place);
    assert.deepEqual((await place.all()).map(({ status }) => status), ['completed', 'completed']);
  }));

test('an edit and a deletion wait, too, and a code is enough for what was approved', () =>
  withGuarded({}, async (place) => {
    const { program, tenant, workspace, decide } = place;
    await applyToTheEnd(place);
    changeFiles(workspace, 'value: 8', 'value: 9');
    await apply(program, 7, ...why);
    assert.equal(await decide('approve'), 1);
    // Nothing is asked for any more: no justification is needed.
    await apply(program, 0);
    await assertWhole(place);

    rmSync(join(workspace, 'hello.yaml'));
    await apply(program, 7, ...why, '--max-deletes', '1');
    assert.equal((await tenant.policies()).length, 1);
    assert.equal(await decide('approve'), 1);
    await apply(program, 0, '--max-deletes', '1');
    assert.deepEqual(await tenant.policies(), []);
  }));

test('without a justification the error names the option, and nothing else is stopped', () =>
  withTenant({
    seed: guarded({ approvals: { protects: ['deviceConfigurations'] } }),
    files: { 'pinwright.yaml': rootFile, 'hello.yaml': helloPolicy, 'camera.yaml': `policies:
  camera:
    displayName: Camera
    target: settingsCatalog
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 1}]
    assignments: {include: [pilot]}
` },
  }, async ({ program, tenant }) => {
    const { out } = await apply(program, 5);
    assert.equal(stateOf(out).state, 'failed');
    assert.match(stateOf(out).error.help, /--justification TEXT/);
    assert.equal(stateOf(out, 'camera').state, 'done');
    assert.equal((await tenant.catalogPolicies()).length, 1);
    await apply(program, 1);
  }));

for (const refusal of [400, 403]) {
  test(`a tenant that asks for a justification with ${refusal} is understood`, () =>
    withTenant({ seed: guarded({ approvals: { protects: ['deviceConfigurations'], refusal } }) }, async ({ program, sandbox }) => {
      const { out, err } = await program.expect(1, 'apply', '--yes');
      assert.match(out + err, /add `--justification TEXT`/);
      // It is a no, and is not sent again.
      assert.equal(writesIn(sandbox.log()).length, 1);
    }));
}

const nonsense = {
  'blank': '  ', 'empty': '', 'with a line break': 'a\nb', 'with an escape': 'a\u001b[2Jb', 'too long': 'x'.repeat(1025), 'too long in UTF-16': '😀'.repeat(513),
};
for (const [what, text] of Object.entries(nonsense)) {
  test(`a justification that is ${what} is refused before anything is sent`, () =>
    withGuarded({}, async ({ program, sandbox }) => {
      await program.expect(64, 'apply', '--yes', `--justification=${text}`);
      assert.deepEqual(sandbox.log(), []);
    }));
}

test('the longest justification is sent, and its request is found by the journal', () =>
  withGuarded({}, async (place) => {
    const { program, open, decide } = place;
    const text = `€${'x'.repeat(1023)}`;
    await apply(program, 7, '--justification', text);
    assert.equal((await open())[0].requestJustification, text);
    assert.equal(await decide('approve'), 1);
    await apply(program, 7, '--justification', text);
    assert.equal(await decide('approve'), 1);
    await apply(program, 0);
    await assertWhole(place);
  }));

test('a refusal is told once, and then asked anew', () =>
  withGuarded({}, async (place) => {
    const { program, open, decide } = place;
    await apply(program, 7, ...why);
    assert.equal(await decide('reject'), 1);
    const { out } = await apply(program, 1, ...why);
    assert.equal(stateOf(out).state, 'failed');
    assert.match(stateOf(out).error.message, /rejected/);
    assert.match(stateOf(out).error.help, /--justification TEXT/);
    assert.deepEqual(await open(), []);
    await apply(program, 7, ...why);
    assert.equal((await open()).length, 1);
    await applyToTheEnd({ ...place, decide });
    await assertWhole(place);
  }));

test('a request that expired is told, and then asked anew', () =>
  withTenant({ seed: guarded({ approvals: { protects: ['deviceConfigurations'], seconds: 0 } }) }, async ({ program }) => {
    await apply(program, 7, ...why);
    const { out } = await apply(program, 1, ...why);
    assert.match(stateOf(out).error.message, /expired on \d{4}-/);
    await apply(program, 7, ...why);
  }));

/** Somebody else carries out what was approved: a run that nobody hears of, and of which no journal is left. */
async function completeElsewhere({ program, sandbox, workspace }) {
  const { child, done } = program.start('apply', '--yes', ...why);
  await untilHeld(sandbox.url);
  child.kill('SIGKILL');
  await done;
  await fetch(`${sandbox.url}/sandbox/release/done`, { method: 'POST' });
  rmSync(journals(workspace).at(-1));
}

test('what was completed in the portal is found by its marker, and is not made again', () =>
  withGuarded({ faults: { rules: [{ match: { method: 'POST', path: '/beta/deviceManagement/deviceConfigurations' }, nth: 2, fault: { kind: 'hold', name: 'done', when: 'after' } }] } },
    async (place) => {
      const { program, tenant, sandbox, decide } = place;
      await apply(program, 7, ...why);
      assert.equal(await decide('approve'), 1);
      await completeElsewhere(place);
      assert.equal((await tenant.policies()).length, 1);
      // Now its assignments wait.
      await apply(program, 7, ...why);
      const posts = writesIn(sandbox.log()).filter(({ method, path }) => method === 'POST' && path.endsWith('/deviceConfigurations'));
      assert.equal(posts.length, 2);
      assert.equal(await decide('approve'), 1);
      await apply(program, 0);
      await assertWhole(place);
    }));

test('files that change while it waits: the request is taken back and made anew', () =>
  withGuarded({}, async (place) => {
    const { program, workspace, open, all, decide } = place;
    await apply(program, 7, ...why);
    const [first] = await open();
    changeFiles(workspace, 'value: 8', 'value: 9');
    // Not without a reason for the new one.
    const { out } = await apply(program, 1);
    assert.match(stateOf(out).error.message, /something else than what is to be written now/);
    assert.deepEqual((await open()).map(({ id }) => id), [first.id]);
    await apply(program, 7, ...why);
    const [second] = await open();
    assert.notEqual(second.id, first.id);
    assert.equal((await all()).find(({ id }) => id === first.id).status, 'cancelled');
    await applyToTheEnd({ ...place, decide });
    await assertWhole(place);
    const [policy] = await place.tenant.policies();
    assert.equal(policy.omaSettings.find(({ omaUri }) => omaUri.endsWith('MinimumPINLength')).value, 9);
  }));

test('what was approved is not sent when the files changed since', () =>
  withGuarded({}, async (place) => {
    const { program, tenant, workspace, decide } = place;
    await apply(program, 7, ...why);
    assert.equal(await decide('approve'), 1);
    changeFiles(workspace, 'value: 8', 'value: 9');
    const { out } = await apply(program, 1, ...why);
    assert.match(stateOf(out).error.message, /what was approved is not what is to be written now/);
    assert.match(stateOf(out).error.help, /let an approver cancel it/);
    assert.deepEqual(await tenant.policies(), []);
    changeFiles(workspace, 'value: 9', 'value: 8');
    await applyToTheEnd({ ...place, decide });
    await assertWhole(place);
  }));

test('what somebody changed while it waited makes it another request', () =>
  withGuarded({}, async (place) => {
    const { program, tenant, workspace, decide } = place;
    await applyToTheEnd(place);
    changeFiles(workspace, 'value: 8', 'value: 9');
    await apply(program, 7, ...why);
    const { id } = await tenant.policyNamed('Windows Hello');
    await editBehind(place, id);
    const { out } = await apply(program, 7, ...why);
    assert.equal(stateOf(out).state, 'awaiting-approval');
    await applyToTheEnd({ ...place, decide });
    await assertWhole(place);
  }));

/** An edit of another administrator, with the approval of a third. */
async function editBehind({ sandbox, another }, id) {
  const call = async (headers) => {
    const bearer = await another.token();
    return fetch(`${sandbox.url}/beta/deviceManagement/deviceConfigurations/${id}/assign`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: groups.kiosks.id } }] }),
    });
  };
  const asked = await call({ 'x-msft-approval-justification': btoa('by hand') });
  const code = asked.headers.get('x-msft-approval-code');
  await new Tenant(sandbox.url, tenantId, client).call('POST', `${requests}/${code}/approve`, { justification: 'fine' });
  assert.equal((await call({ 'x-msft-approval-code': code })).status, 200);
}

/** A policy with a value from the environment. */
const withSecret = {
  env: { WIFI_KEY: 'correct-horse' },
  files: { 'pinwright.yaml': rootFile, 'wifi.yaml': `policies:
  hello:
    displayName: Wi-Fi
    settings:
      - {omaUri: ./Device/Vendor/MSFT/WiFi/Profile/Office/WlanXml, dataType: string, valueFrom: {env: WIFI_KEY}}
` },
};

test('a lost journal: the request is found in the tenant by its tag', () =>
  withGuarded({}, async (place) => {
    const { program, workspace, open, decide } = place;
    const lose = () => rmSync(join(workspace, '.pinwright'), { recursive: true });
    await apply(program, 7, ...why);
    lose();
    assert.equal(stateOf((await apply(program, 7, ...why)).out).state, 'awaiting-approval');
    assert.equal((await open()).length, 1);
    lose();
    assert.equal(await decide('approve'), 1);
    await apply(program, 7, ...why);
    lose();
    assert.equal(await decide('approve'), 1);
    await apply(program, 0, ...why);
    await assertWhole(place);
    assert.equal((await place.all()).length, 2);
  }));

test('a lost journal and a value from the environment: what was approved cannot be compared, and is not sent', () =>
  withGuarded(withSecret, async ({ program, tenant, workspace, decide }) => {
    await apply(program, 7, ...why);
    const kept = readFileSync(journals(workspace)[0]);
    const [file] = journals(workspace);
    rmSync(file);
    assert.equal(await decide('approve'), 1);
    const { out } = await apply(program, 1, ...why);
    assert.match(stateOf(out).error.message, /values from the environment/);
    assert.deepEqual(await tenant.policies(), []);
    // With the journal it goes on.
    for (const one of journals(workspace)) rmSync(one);
    writeFileSync(file, kept, { mode: 0o600 });
    await apply(program, 0);
    assert.equal((await tenant.policies()).length, 1);
  }));

test('a secret that changed while it waited is another body', () =>
  withGuarded(withSecret, async ({ program, open }) => {
    await apply(program, 7, ...why);
    const [first] = await open();
    program.env.WIFI_KEY = 'battery-staple';
    await apply(program, 7, ...why);
    const now = await open();
    assert.equal(now.length, 1);
    assert.notEqual(now[0].id, first.id);
  }));

test('of two tenants one asks for approval: the other is done, and the exit code is 7', () =>
  withTenant({
    seed: guarded({}, [otherTenant()]),
    files: {
      'pinwright.yaml': bothTenants,
      'hello.yaml': helloPolicy,
    },
  }, async ({ program, sandbox, tenant }) => {
    const { out } = await apply(program, 7, ...why);
    const states = Object.fromEntries(JSON.parse(out).tenants.map(({ name, outcomes }) => [name, outcomes[0].state]));
    assert.deepEqual(states, { contoso: 'awaiting-approval', fabrikam: 'done' });
    assert.deepEqual(await tenant.policies(), []);
    const { decide } = people(sandbox.url);
    await applyToTheEnd({ program, decide });
    assert.equal((await tenant.policies()).length, 1);
  }));

test('a lost answer to the request: it is found again, and not made twice', () =>
  withGuarded({ faults: { rules: [{ match: { method: 'POST', path: '/beta/deviceManagement/deviceConfigurations' }, nth: 1, fault: { kind: 'cut', when: 'after' } }] } },
    async (place) => {
      const { out } = await apply(place.program, 7, ...why);
      assert.equal(stateOf(out).state, 'awaiting-approval');
      assert.equal((await place.all()).length, 1);
      await applyToTheEnd(place);
      await assertWhole(place);
    }));

test('a rollback waits, too, and goes on with the same journal', () =>
  withGuarded({}, async (place) => {
    const { program, tenant, workspace, decide } = place;
    await applyToTheEnd(place);
    changeFiles(workspace, 'value: 8', 'value: 9');
    await apply(program, 7, ...why);
    assert.equal(await decide('approve'), 1);
    await apply(program, 0);
    const journal = journals(workspace).at(-1);
    await program.expect(7, 'rollback', journal, '--yes', ...why);
    assert.equal(await decide('approve'), 1);
    await program.expect(0, 'rollback', journal, '--yes', ...why);
    const [policy] = await tenant.policies();
    assert.equal(policy.omaSettings.find(({ omaUri }) => omaUri.endsWith('MinimumPINLength')).value, 8);
  }));

test('giving a policy up waits, too', () =>
  withGuarded({}, async (place) => {
    const { program, tenant, workspace, decide } = place;
    await applyToTheEnd(place);
    rmSync(join(workspace, 'hello.yaml'));
    await program.expect(7, 'forget', 'hello', '--tenant', 'contoso', '--yes', ...why);
    assert.equal(await decide('approve'), 1);
    await program.expect(0, 'forget', 'hello', '--tenant', 'contoso', '--yes');
    assert.doesNotMatch((await tenant.policies())[0].description ?? '', /pinwright/);
  }));

test('a saved plan is applied again until nothing waits, and is stale once it is done or the tenant is another', () =>
  withGuarded({
    files: { 'pinwright.yaml': rootFile.replace('groups:\n', 'groups:\n  fresh: {displayName: SG Fresh, create: true, members: devices}\n'), 'hello.yaml': helloPolicy.replace('[pilot]', '[fresh]'), 'b.yaml': `policies:
  b:
    displayName: B
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 1}]
` },
  }, async (place) => {
    const { program, tenant, decide } = place;
    await program.expect(0, 'plan', '--out', 'saved.json');
    const run = (code) => program.expect(code, 'apply', 'saved.json', '--yes', ...why);
    await run(7);
    assert.equal(await decide('approve'), 2);
    await run(7);
    assert.deepEqual((await tenant.policies()).map(({ displayName }) => displayName).sort(), ['B', 'Windows Hello']);
    assert.equal(await decide('approve'), 1);
    await run(0);
    assert.equal((await tenant.policyNamed('Windows Hello')).assignments.length, 2);
    await program.expect(0, 'plan', '--detailed-exitcode');
  }));

test('a saved plan that waits is stale for what somebody changed of the rest', () =>
  withTenant({
    seed: guarded({ approvals: { protects: ['configurationPolicies'] } }),
    files: { 'pinwright.yaml': rootFile, 'hello.yaml': helloPolicy, 'camera.yaml': `policies:
  camera:
    displayName: Camera
    target: settingsCatalog
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 1}]
    assignments: {include: [pilot]}
` },
  }, async ({ program, tenant, sandbox }) => {
    await program.expect(0, 'plan', '--out', 'saved.json');
    await program.expect(7, 'apply', 'saved.json', '--yes', ...why);
    const policy = await tenant.policyNamed('Windows Hello');
    await tenant.patchPolicy(policy.id, { displayName: 'By hand' });
    await people(sandbox.url).decide('approve');
    const before = writesIn(sandbox.log()).length;
    const { out, err } = await program.expect(4, 'apply', 'saved.json', '--yes', ...why);
    assert.match(out + err, /stale-plan/);
    assert.equal(writesIn(sandbox.log()).length, before);
  }));

test('plan and preflight say that a tenant may ask for approval, and say nothing where none does', () =>
  withGuarded({}, async ({ program }) => {
    const told = /note: tenant contoso has an access policy of Multi Admin Approval.*\n.*--justification TEXT/;
    assert.match((await program.expect(0, 'plan')).err, told);
    const { out } = await program.run('preflight', '--output', 'json');
    assert.equal(JSON.parse(out).tenants[0].mayAskApproval, true);
    await withTenant({}, async (plain) => {
      assert.doesNotMatch((await plain.program.expect(0, 'plan')).err, /Approval/);
      assert.equal(JSON.parse((await plain.program.run('preflight', '--output', 'json')).out).tenants[0].mayAskApproval, false);
    });
  }));
