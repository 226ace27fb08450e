// A disk that is full, or a reader that has gone: what nobody could read is no success.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { test } from 'node:test';
import { binary, withTenant } from './setup.mjs';

/** Runs the program with a standard output that takes nothing. */
function intoFull(args, { cwd, env } = {}) {
  const full = openSync('/dev/full', 'w');
  try {
    return spawnSync(binary, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  } finally {
    closeSync(full);
  }
}

test('every command with a full output ends with an error', async () => {
  await withTenant({}, ({ program, workspace }) => {
    const commands = [['version'], ['--help'], ['help', 'plan'], ['validate', '.'], ['validate', '.', '--output', 'json'],
      ['explain', 'unknown-node'], ['csp', 'show', './Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera'],
      ['compile', '.', '--out', 'made'], ['plan', '.'], ['plan', '.', '--detailed-exitcode'], ['drift', '.'], ['status', '.'], ['preflight', '.']];
    for (const args of commands) {
      const { status, stderr } = intoFull(args, { cwd: workspace, env: program.env });
      assert.notEqual(status, 0, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, /the output could not be written whole/);
    }
  });
});

test('an apply that wrote and could not tell ends with 5', async () => {
  await withTenant({}, async ({ program, tenant, workspace }) => {
    const { status, stderr } = intoFull(['apply', '.', '--yes'], { cwd: workspace, env: program.env });
    assert.equal(status, 5, stderr);
    assert.match(stderr, /a tenant was changed/);
    assert.equal((await tenant.policies()).length, 1);
    // Nothing is left to write, so nothing was.
    const again = intoFull(['apply', '.', '--yes'], { cwd: workspace, env: program.env });
    assert.equal(again.status, 1, again.stderr);
  });
});
