// What a rollback makes of a policy that the tenant kept otherwise than it was written.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { writeFiles } from '../support/program.mjs';
import { release, rootFile, untilHeld, withTenant } from './setup.mjs';

const policy = (key, value) => `  ${key}:
    displayName: Policy ${key}
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: ${value}}]
`;
const files = (value) => ({ 'pinwright.yaml': rootFile, 'policies.yaml': `policies:\n${policy('one', value)}${policy('two', value)}` });
const lastJournal = (workspace) => join('.pinwright/journal', readdirSync(join(workspace, '.pinwright/journal')).sort().at(-1));
const holdsUpdate = { match: { method: 'PATCH' }, nth: 1, fault: { kind: 'hold', name: 'update', when: 'after' } };
const valueOf = async (tenant, key) => (await tenant.policyNamed(`Policy ${key}`)).omaSettings[0].value;

/** An apply changes both policies, and before it looks again the value of the first has become a third one. */
async function applyOtherwise({ program, tenant, sandbox, workspace }) {
  await program.expect(0, 'apply', '--yes');
  writeFiles(workspace, files(0));
  const { done } = program.start('apply', '--yes');
  await untilHeld(sandbox.url);
  const { id, omaSettings: [setting] } = await tenant.policyNamed('Policy one');
  assert.equal(setting.value, 0);
  await tenant.patchPolicy(id, { omaSettings: [{ '@odata.type': setting['@odata.type'], displayName: setting.displayName, omaUri: setting.omaUri, value: 7 }] });
  await release(sandbox.url, 'update');
  const { code, out } = await done;
  assert.equal(code, 5);
  assert.match(out, /policy `one` is not as it was written/);
}

// The looks at the end of an apply wait for half a minute.
describe('a rollback', { concurrency: 2 }, () => {
  test('what the tenant kept otherwise is put back like the rest', () =>
    withTenant({ files: files(1), faults: { service: { keepsVersion: true }, rules: [holdsUpdate] } }, async (place) => {
      await applyOtherwise(place);
      const { out } = await place.program.expect(0, 'rollback', lastJournal(place.workspace), '--yes');
      assert.match(out, /7 -> 1/);
      assert.deepEqual([await valueOf(place.tenant, 'one'), await valueOf(place.tenant, 'two')], [1, 1]);
    }));

  test('what somebody else wrote meanwhile is named and left, the others are put back, and the exit code is 5', () =>
    withTenant({ files: files(1), faults: { rules: [holdsUpdate] } }, async (place) => {
      await applyOtherwise(place);
      const journal = lastJournal(place.workspace);
      assert.match((await place.program.expect(5, 'rollback', journal, '--yes')).out, /policy `one` is not put back/);
      assert.deepEqual([await valueOf(place.tenant, 'one'), await valueOf(place.tenant, 'two')], [7, 1]);
      // Nothing but that one is left: nothing is written.
      await place.program.expect(1, 'rollback', journal, '--yes');
    }));
});
