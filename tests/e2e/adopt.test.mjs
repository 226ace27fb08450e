// `--adopt` takes over what stands in the way of a policy, a group or a filter, as `unowned-policy` says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootFile, seed, withTenant } from './setup.mjs';
import { writesIn } from '../support/sandbox.mjs';

const made = rootFile.replace('groups:\n', `groups:
  company: {displayName: SG Company, members: devices, create: true, membershipRule: '(device.deviceOwnership -eq "Company")'}
`) + `filters:
  corporate: {displayName: Corporate, create: true, rule: '(device.deviceOwnership -eq "Corporate")'}
policies:
  hello:
    displayName: Windows Hello
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength', value: 8}]
    assignments: {include: [{group: company, filter: corporate}]}
`;
const inTheWay = {
  groups: [...seed().tenants[0].groups, { id: '5b0f0a51-52f1-4d3b-8a39-7f0a0c7d1e01', displayName: 'SG Company', devices: 2 }],
  assignmentFilters: [{ displayName: 'Corporate', rule: '(device.manufacturer -eq "Contoso")' }],
};

test('a group and a filter that stand in the way are taken over by the keys that the help names, also with a saved plan', () =>
  withTenant({ files: { 'pinwright.yaml': made }, seed: seed(inTheWay) }, async ({ program, sandbox }) => {
    const { out } = await program.expect(1, 'plan');
    for (const key of ['company', 'corporate']) assert.match(out, new RegExp(`take it over with \`--adopt ${key}\``));
    assert.match((await program.run('plan', '--adopt', 'compeny')).err, /did you mean `company`/);
    await program.expect(64, 'plan', '--adopt', 'pilot');
    await program.expect(0, 'plan', '--adopt', 'company', '--adopt', 'corporate', '--out', 'plan.json');
    await program.expect(0, 'apply', 'plan.json', '--yes');
    assert.equal(writesIn(sandbox.log()).filter(({ method, path }) => method === 'POST' && /groups$|assignmentFilters$/.test(path)).length, 0);
    assert.match((await program.expect(0, 'plan')).out, /nothing to do/);
  }));
