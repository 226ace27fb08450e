// What the end-to-end tests of Multi Admin Approval share: a tenant that protects its policies, and who decides.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tenant } from '../support/tenant.mjs';
import { seed, tenantId, withTenant } from './setup.mjs';

export const approver = { clientId: '5a1e9d3c-7b42-4f06-8c1d-9e0f2a3b4c5d', secret: 'another-secret' };
export const requests = '/beta/deviceManagement/operationApprovalRequests';
export const why = ['--justification', 'change 42'];

/** A tenant in which every write to a policy waits for another administrator. */
export function guarded(more = {}, others = []) {
  const plain = seed({ approvals: { protects: ['deviceConfigurations', 'configurationPolicies'] }, ...more });
  return { ...plain, clients: [...plain.clients, { ...plain.clients[0], ...approver }], tenants: [...plain.tenants, ...others] };
}

export const withGuarded = (options, body) => withTenant({ seed: guarded(), ...options }, (place) => body({ ...place, ...people(place.sandbox.url) }));

/** Who decides, and what is to be decided. */
export function people(url) {
  const another = new Tenant(url, tenantId, approver);
  const open = async () => (await another.list(requests)).filter(({ status }) => status === 'needsApproval');
  const decide = async (how) => {
    const waiting = await open();
    for (const { id } of waiting) await another.call('POST', `${requests}/${id}/${how}`, { justification: 'decided' });
    return waiting.length;
  };
  return { another, open, decide, all: () => another.list(requests) };
}

export const stateOf = (json, key = 'hello') => {
  const [tenant] = JSON.parse(json).tenants;
  return tenant.outcomes.find((one) => one.key === key);
};
export const apply = (program, code, ...more) => program.expect(code, 'apply', '--yes', '--output', 'json', ...more);
export const journals = (workspace) => {
  const folder = join(workspace, '.pinwright/journal');
  return readdirSync(folder).sort().map((name) => join(folder, name));
};
export const changeFiles = (workspace, from, to) => {
  const file = join(workspace, 'hello.yaml');
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from));
  writeFileSync(file, text.replace(from, to));
};

/** Applies and approves until nothing waits; the number of requests that this took. */
export async function applyToTheEnd({ program, decide }, ...more) {
  for (let rounds = 0; rounds < 10; ++rounds) {
    const { code, out, err } = await program.run('apply', '--yes', ...why, ...more);
    if (code === 0) return rounds;
    assert.equal(code, 7, out + err);
    assert.equal(await decide('approve'), 1);
  }
  throw new Error('no end of approvals');
}

/** The policy is there once, and nothing is left to do. */
export async function assertWhole({ program, tenant }) {
  const policies = await tenant.policies();
  assert.deepEqual(policies.map(({ displayName }) => displayName), ['Windows Hello']);
  assert.equal(policies[0].assignments.length, 2);
  await program.expect(0, 'plan', '--detailed-exitcode');
}
