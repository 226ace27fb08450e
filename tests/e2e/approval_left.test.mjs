// Requests for approval that nobody wants any more, and how many a new target takes.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { writeFiles } from '../support/program.mjs';
import { apply, applyToTheEnd, changeFiles, journals, why, withGuarded } from './approvals.mjs';

const writeOther = (workspace) => writeFiles(workspace, { 'other.yaml': `policies:
  other:
    displayName: Other
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 1}]
` });

test('a request for what left the files stays open, and no apply touches it', () =>
  withGuarded({}, async ({ program, tenant, workspace, open, decide }) => {
    await apply(program, 7, ...why);
    const [{ id }] = await open();
    rmSync(join(workspace, 'hello.yaml'));
    await apply(program, 0, ...why);
    writeOther(workspace);
    await apply(program, 7, ...why);
    const left = await open();
    assert.equal(left.length, 2);
    assert.ok(left.some((one) => one.id === id));
    assert.equal(await decide('reject'), 2);
    assert.deepEqual(await tenant.policies(), []);
  }));

test('a rollback takes back the request for an object that it writes, and leaves any other alone', () =>
  withGuarded({}, async (place) => {
    const { program, workspace, open, all, decide } = place;
    await applyToTheEnd(place);
    changeFiles(workspace, 'value: 8', 'value: 9');
    await apply(program, 7, ...why);
    assert.equal(await decide('approve'), 1);
    await apply(program, 0);
    const journal = journals(workspace).at(-1);
    changeFiles(workspace, 'value: 9', 'value: 10');
    writeOther(workspace);
    await apply(program, 7, ...why);
    const before = await open();
    const of = (list, key) => list.find(({ requestJustification }) => requestJustification.includes(`/${key} `)).id;
    assert.equal(before.length, 2);
    await program.expect(7, 'rollback', journal, '--yes', ...why);
    const after = await open();
    assert.equal(after.length, 2);
    assert.equal(of(after, 'other'), of(before, 'other'));
    assert.notEqual(of(after, 'hello'), of(before, 'hello'));
    assert.equal((await all()).find(({ id }) => id === of(before, 'hello')).status, 'cancelled');
  }));

/** Lists round a time to seconds: two writes within one of them leave no new time, and then a description is asked for. */
const inAnotherSecond = (decide) => async (how) => {
  await setTimeout(1000);
  return decide(how);
};

test('a new target takes an approval for each write of the new policy and for the deletion of the old one, and leaves none unused', () =>
  withGuarded({}, async (place) => {
    const { tenant, workspace, all } = place;
    await applyToTheEnd(place);
    const before = (await all()).length;
    const asked = async () => (await all()).slice(before).map(({ requestJustification }) => / \S+\/hello (.*) /.exec(requestJustification)[1]);
    changeFiles(workspace, '    pinRecovery', '    target: settingsCatalog\n    pinRecovery');
    await applyToTheEnd({ ...place, decide: inAnotherSecond(place.decide) }, '--max-deletes', '1');
    assert.deepEqual((await asked()).slice(0, 2), ['create settingsCatalogPolicy', 'assign settingsCatalogPolicy']);
    assert.equal((await tenant.policies()).length, 1);
    await applyToTheEnd(place, '--max-deletes', '1', '--replace-after', '0');
    assert.deepEqual([(await tenant.policies()).length, (await tenant.catalogPolicies()).length], [0, 1]);
    assert.deepEqual((await asked()).slice(2), ['remove customPolicy']);
    assert.ok((await all()).every(({ status }) => status === 'completed'));
  }));
