// node online.mjs requests | catalog | budget | slugs | cpu [ROUNDS] | fleet [ROUNDS]   (PINWRIGHT names the program; tests/bench/run.sh calls this)
//   requests   what a no-op plan and a first apply of 200 policies ask of the tenant, with and without what an earlier plan
//              remembers: exchanges over the network, and requests as Graph counts them, each item of a batch
//   catalog    the same for 200 policies of the settings catalog, what reads their settings counted by itself
//   budget     a no-op plan of 2,000 policies whose tenant answers 429 beyond 1,000 reads in 20 seconds
//   slugs      the same configuration finds every live finding, seeded one at a time; exit 1 when one is missed
//   cpu        the program's own processor time in a no-op plan, for each live object
//   fleet      a no-op plan over 100 tenants at 50 ms latency, over http and TLS: seconds and peak memory
import { spawnSync } from 'node:child_process';
import { Program, writeFiles } from '../support/program.mjs';
import { makeCertificate, makeFolder, removeFolder, startSandbox } from '../support/sandbox.mjs';
import { sendable, Tenant } from '../support/tenant.mjs';
import { benchFiles, benchSeed, benchTenant, binary, catalogFiles, client, counted, graphRequests, guidOf, tenantIdOf } from './tenant.mjs';

async function withBench({ seed, files, faults, tls = false, options }, body) {
  const folder = makeFolder();
  const workspace = makeFolder();
  const certificate = tls ? makeCertificate(folder, 'server') : undefined;
  const sandbox = await startSandbox(binary, { folder, seed, faults, tls: certificate, options });
  try {
    writeFiles(workspace, files);
    const env = certificate ? { SSL_CERT_FILE: certificate.certificate } : {};
    const program = new Program(binary, workspace, { url: sandbox.url, ...client, env });
    return await body({ program, sandbox, workspace, tenant: new Tenant(sandbox.url, seed.tenants[0].tenantId, client) });
  } finally {
    await sandbox.stop();
    removeFolder(folder);
    removeFolder(workspace);
  }
}

/** What one run sends: {exchanges, requests, refused}, the last those that were answered with 429. */
async function cost(place, code, ...args) {
  const before = place.sandbox.log().length;
  await place.program.expect(code, ...args);
  const log = place.sandbox.log().slice(before);
  const asked = graphRequests(log);
  return { exchanges: counted(log), requests: asked.length, refused: asked.filter(({ status }) => status === 429).length };
}

/** A policy as a seed has it, last changed a day ago; `more` takes what its kind has of its own. */
function dayOld(policy, more) {
  const { id, description, roleScopeTagIds, assignments } = policy;
  const lastModifiedDateTime = new Date(Date.now() - 86_400_000).toISOString();
  return { id, description, roleScopeTagIds, lastModifiedDateTime, assignments: assignments.map(({ target }) => ({ target })), ...more(policy) };
}

/** The seed of a tenant in which the files of `bench` were applied a day ago. */
async function settledSeed(bench) {
  const tenant = benchTenant();
  return withBench({ seed: benchSeed([tenant]), files: benchFiles(bench) }, async ({ program, tenant: live }) => {
    await program.expect(0, 'apply', '--yes');
    const policies = await live.policies();
    tenant.deviceConfigurations = policies.map((policy) => dayOld(policy, ({ '@odata.type': type, displayName, omaSettings }) => ({
      '@odata.type': type, displayName, omaSettings: omaSettings.map(sendable),
    })));
    return benchSeed([tenant]);
  });
}

const told = ({ exchanges, requests }) => `${requests} requests in ${exchanges} exchanges`;

async function requests() {
  for (const [kind, limits] of [['encrypted', { cold: 1010, warm: 10 }], ['plain', { cold: 10, warm: 10 }]]) {
    await withBench({ seed: benchSeed([benchTenant()]), files: benchFiles({ kind }) }, async (place) => {
      console.log(`200 policies x 5 ${kind} settings: first apply ${told(await cost(place, 0, 'apply', '--yes'))} (target 412 exchanges)`);
    });
    await withBench({ seed: await settledSeed({ kind }), files: benchFiles({ kind }) }, async (place) => {
      const plan = () => cost(place, 0, 'plan', '--detailed-exitcode');
      console.log(`200 policies x 5 ${kind} settings: no-op plan, cold ${told(await plan())} (target ${limits.cold}), warm ${told(await plan())} (target ${limits.warm})`);
    });
  }
}

async function catalog() {
  const policies = [];
  await withBench({ seed: benchSeed([benchTenant()]), files: catalogFiles() }, async (place) => {
    console.log(`200 catalog policies x 20 settings: first apply ${told(await cost(place, 0, 'apply', '--yes'))}`);
    policies.push(...await place.tenant.catalogPolicies());
  });
  const tenant = { ...benchTenant(), configurationPolicies: policies.map((policy) => dayOld(policy, ({ name, platforms, technologies, settings }) => ({
    name, platforms, technologies, settings: settings.map(({ settingInstance: { auditRuleInformation, ...settingInstance } }) => ({ settingInstance })),
  }))) };
  await withBench({ seed: benchSeed([tenant]), files: catalogFiles() }, async (place) => {
    for (const [memory, limit] of [['cold', 200], ['warm', 0]]) {
      const before = place.sandbox.log().length;
      const all = await cost(place, 0, 'plan', '--detailed-exitcode');
      const settings = graphRequests(place.sandbox.log().slice(before)).filter(({ path }) => /configurationPolicies\/[^/]+\/settings/.test(path)).length;
      console.log(`200 catalog policies x 20 settings: no-op plan, ${memory} ${told(all)}, ${settings} of them for settings (target ${limit})`);
    }
  });
}

async function budget() {
  const bench = { policies: 2000 };
  const seed = await settledSeed(bench);
  for (const tellsWhen of [true, false]) {
    const faults = { service: { budget: { reads: 1000, writes: 100, tellsWhen } } };
    await withBench({ seed, files: benchFiles(bench), faults }, async (place) => {
      const began = Date.now();
      const { requests: asked, refused } = await cost(place, 0, 'plan', '--detailed-exitcode');
      const seconds = (Date.now() - began) / 1000;
      const needed = Math.floor((asked - refused) / 1000) * 20;
      console.log(`2,000 policies x 5 encrypted settings, ${tellsWhen ? 'with' : 'without'} Retry-After: ${asked} requests in ${seconds.toFixed(0)} s, ` +
        `${(seconds / needed).toFixed(2)} of what the budget needs (target 1.15), ${((refused / asked) * 100).toFixed(1)} % refused (target 1)`);
    });
  }
}

/** The findings of a plan, by slug. */
async function slugsOf({ program }) {
  const { out } = await program.run('plan', '--output', 'json');
  return new Set(JSON.parse(out).tenants.flatMap(({ diagnostics }) => diagnostics.map(({ slug }) => slug)));
}

const onTenant = (change) => ({ seed: () => { const tenant = benchTenant(); change(tenant); return benchSeed([tenant]); } });
const withoutRole = (...gone) => ({
  seed: () => { const all = benchSeed([benchTenant()]); all.clients[0].roles = all.clients[0].roles.filter((role) => !gone.includes(role)); return all; },
});

/** How each live finding of a plan is brought about: a change of the seed, of the files, or of the tenant after an apply. */
const mishaps = {
  'tenant-mismatch': onTenant((tenant) => { tenant.verifiedDomains = ['elsewhere.example']; }),
  'permission-missing': withoutRole('DeviceManagementConfiguration.ReadWrite.All'),
  'mdm-authority': onTenant((tenant) => { tenant.mdmAuthority = 'office365'; }),
  'group-not-found': onTenant((tenant) => { tenant.groups[3].displayName = 'Renamed'; }),
  'group-ambiguous': onTenant((tenant) => { tenant.groups.push({ ...tenant.groups[3], id: guidOf('twin') }); }),
  'filter-not-found': onTenant((tenant) => { tenant.assignmentFilters[1].displayName = 'Renamed'; }),
  'scope-tag-not-found': onTenant((tenant) => { tenant.roleScopeTags = []; }),
  'pin-service-missing': onTenant((tenant) => { tenant.servicePrincipals.pop(); }),
  'pin-service-disabled': onTenant((tenant) => { tenant.servicePrincipals[0].accountEnabled = false; }),
  'unowned-policy': onTenant((tenant) => { tenant.deviceConfigurations[7].displayName = 'Bench policy 7'; }),
  'unmanaged-target': { files: (files) => { files['policies.yaml'] = files['policies.yaml'].replace('    description: five settings\n', `    description: five settings\n    adopt: {tenant-0: ${guidOf('nothing')}}\n`); } },
  'live-conflict': onTenant((tenant) => {
    tenant.deviceConfigurations[9].omaSettings[0].omaUri = './Device/Vendor/MSFT/PassportForWork/' + tenantIdOf(0) + '/Policies/EnablePinRecovery';
    tenant.deviceConfigurations[9].omaSettings[0] = { ...tenant.deviceConfigurations[9].omaSettings[0], '@odata.type': '#microsoft.graph.omaSettingBoolean', value: false };
  }),
  'duplicate-live-policy': {
    after: async ({ tenant }) => {
      const { displayName, description } = await tenant.policyNamed('Bench policy 5');
      await tenant.createPolicy({ '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName, description, omaSettings: [] });
    },
  },
  'masked-value': { after: async ({ program }) => { program.env.AZURE_CLIENT_ID = readOnly.clientId; program.env.AZURE_CLIENT_SECRET = readOnly.secret; } },
};

const readOnly = { clientId: guidOf('read only'), secret: 'read-only-secret' };

async function slugs() {
  let missed = 0;
  for (const [slug, { seed, files, after }] of Object.entries(mishaps)) {
    const all = seed ? seed() : benchSeed([benchTenant()]);
    const roles = all.clients[0].roles.map((role) => role.replace('ReadWrite', 'Read'));
    all.clients.push({ ...readOnly, roles });
    const workspace = benchFiles({ policies: 20 });
    files?.(workspace);
    await withBench({ seed: all, files: workspace }, async (place) => {
      if (after) {
        await place.program.expect(0, 'apply', '--yes');
        await after(place);
      }
      const found = await slugsOf(place);
      if (!found.has(slug)) ++missed;
      console.log(`${found.has(slug) ? 'found ' : 'MISSED'} ${slug}${found.has(slug) ? '' : ` (found: ${[...found].join(' ') || 'nothing'})`}`);
    });
  }
  return missed === 0 ? 0 : 1;
}

/** Runs the program and measures it: {seconds, cpu (milliseconds), megabytes}. */
function measured(program, ...args) {
  const script = 'import resource,subprocess,sys,time; t=time.monotonic(); c=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL).returncode; u=resource.getrusage(resource.RUSAGE_CHILDREN); print(c, time.monotonic()-t, (u.ru_utime+u.ru_stime)*1000, u.ru_maxrss)';
  const done = spawnSync('python3', ['-c', script, program.binary, ...args], { cwd: program.folder, env: program.env, encoding: 'utf8' });
  const [code, seconds, cpu, kilobytes] = done.stdout.trim().split(' ').map(Number);
  if (code !== 0) throw new Error(`plan ended with ${code}: ${done.stderr}`);
  return { seconds, cpu, megabytes: kilobytes / 1024 };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function cpu(rounds) {
  for (const kind of ['encrypted', 'plain']) {
    const tenant = benchTenant();
    await withBench({ seed: benchSeed([tenant]), files: benchFiles({ kind }) }, async ({ program, tenant: live }) => {
      await program.expect(0, 'apply', '--yes');
      const runs = Array.from({ length: rounds }, () => measured(program, 'plan', '--detailed-exitcode', '--output', 'json'));
      const objects = (await live.policies()).length;
      console.log(`${objects} live policies, ${kind}: ${(median(runs.map((run) => run.cpu)) / objects).toFixed(2)} ms of CPU each (target 1), ${rounds} rounds`);
    });
  }
}

async function fleet(rounds) {
  const tenants = Array.from({ length: 100 }, (_, i) => benchTenant(i));
  for (const tls of [false, true]) {
    await withBench({ seed: benchSeed(tenants), files: benchFiles({ tenants: 100, policies: 10, kind: 'plain' }), tls, options: ['--latency', '50'] }, async ({ program }) => {
      await program.expect(0, 'apply', '--yes', '--parallel', '32');
      const runs = Array.from({ length: rounds }, () => measured(program, 'plan', '--detailed-exitcode', '--output', 'json'));
      console.log(`100 tenants x 10 policies, 50 ms latency, ${tls ? 'TLS' : 'http'}: ${median(runs.map((run) => run.seconds)).toFixed(2)} s (target 3), ` +
        `${Math.max(...runs.map((run) => run.megabytes)).toFixed(0)} MB (target 150), ${rounds} rounds`);
    });
  }
}

const [what, rounds = '7'] = process.argv.slice(2);
const commands = { requests, catalog, budget, slugs, cpu: () => cpu(Number(rounds)), fleet: () => fleet(Number(rounds)) };
if (!(what in commands)) {
  console.error('usage: node online.mjs requests | catalog | budget | slugs | cpu [ROUNDS] | fleet [ROUNDS]');
  process.exit(64);
}
process.exitCode = (await commands[what]()) ?? 0;
