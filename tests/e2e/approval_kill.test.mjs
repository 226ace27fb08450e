import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writesIn } from '../support/sandbox.mjs';
import { apply, applyToTheEnd, assertWhole, why, withGuarded } from './approvals.mjs';
import { untilHeld } from './setup.mjs';

test('killed at every request, it converges: one policy, and no request is lost or made twice', async () => {
  const sent = await withGuarded({}, async ({ program, sandbox }) => {
    await apply(program, 7, ...why);
    return sandbox.log().filter(({ path }) => path.startsWith('/beta/'));
  });
  assert.ok(writesIn(sent).length > 0);
  // Before a read everything is as it was after the request that preceded it.
  const points = sent.flatMap((one, i) => (writesIn([one]).length > 0 ? ['before', 'after'] : ['after']).map((when) => ({ nth: i + 1, when })));
  const killed = ({ nth, when }) =>
    withGuarded({ faults: { rules: [{ match: { path: '/beta/*' }, nth, fault: { kind: 'hold', name: 'kill', when } }] } }, async (place) => {
      const { program, sandbox } = place;
      const { child, done } = program.start('apply', '--yes', ...why);
      await Promise.race([untilHeld(sandbox.url), done]);
      child.kill('SIGKILL');
      await done;
      await fetch(`${sandbox.url}/sandbox/release/kill`, { method: 'POST' });
      await applyToTheEnd(place);
      await assertWhole(place);
      assert.deepEqual((await place.all()).map(({ status }) => status), ['completed', 'completed']);
    });
  const worker = async () => {
    for (let point = points.pop(); point; point = points.pop()) {
      const { nth, when } = point;
      await killed(point).catch((error) => {
        throw new Error(`killed ${when} request ${nth}: ${error.stack}`);
      });
    }
  };
  await Promise.all([worker(), worker()]);
});
