// No run changes who is in a group.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFiles } from '../support/program.mjs';
import { writesIn } from '../support/sandbox.mjs';
import { rootFile, withTenant } from './setup.mjs';

const files = (group, policies = `policies:
  hello:
    displayName: Windows Hello
    pinRecovery: {enabled: true}
    assignments: {include: [made, pilot], exclude: [kiosks]}
`) => ({ 'pinwright.yaml': rootFile + group, 'policies.yaml': policies });
const group = (name, rule) => `  made: {displayName: ${name}, create: true, membershipRule: '(device.deviceOwnership -eq "${rule}")'}\n`;

test('groups are made and changed, and no request is about their members or owners', () =>
  withTenant({ files: files(group('SG Made', 'Company')) }, async ({ program, sandbox, workspace }) => {
    const journal = () => join('.pinwright/journal', readdirSync(join(workspace, '.pinwright/journal')).sort().at(-1));
    const apply = () => program.expect(0, 'apply', '--yes', '--max-deletes', '9');
    await apply();
    for (const changed of [files(group('SG Renamed', 'Company')), files(group('SG Renamed', 'Personal'))]) {
      writeFiles(workspace, changed);
      await apply();
    }
    await program.expect(0, 'rollback', journal(), '--yes');
    await program.expect(0, 'forget', 'hello', '--tenant', 'contoso', '--yes');
    await program.expect(0, 'rollback', journal(), '--yes');
    writeFiles(workspace, files('', 'policies: {}\n'));
    await apply();
    const aboutGroups = writesIn(sandbox.log()).filter(({ path }) => path.includes('/groups'));
    assert.deepEqual([...new Set(aboutGroups.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID')}`))].sort(),
      ['PATCH /beta/groups/ID', 'POST /beta/groups']);
    assert.equal(aboutGroups.filter(({ method }) => method === 'PATCH').length, 3);
  }));
