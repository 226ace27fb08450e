// The pipelines of docs/pipelines, and the YAML that the pages show: each is parsed, and the commands of a pipeline are run in the
// order in which its platform runs them, as far as they need nothing of the platform but variables: from the archive to an
// apply in a sandbox. What only the platform has (check-outs, artifacts, environments) is not tried.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { binary, client, helloPolicy, rootFile, seed, withTenant } from '../e2e/setup.mjs';
import { makeArchive } from '../support/archive.mjs';
import { writeFiles } from '../support/program.mjs';
import { makeFolder, removeFolder, startSandbox } from '../support/sandbox.mjs';

const yaml = createRequire(join(resolve(process.env.PINWRIGHT_NPM), 'package.json'))('js-yaml');
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const pipelines = join(root, 'docs/pipelines');
const read = (file) => yaml.load(readFileSync(file, 'utf8'));

/** One job after the other, in a workspace, an archive to unpack and a tenant; `body` gets `run(script, env)`. */
async function withPlatform(body) {
  const folder = makeFolder();
  const sandbox = await startSandbox(binary, { folder, seed: seed() });
  try {
    const workspace = join(folder, 'workspace');
    writeFiles(workspace, { 'pinwright.yaml': rootFile, 'hello.yaml': helloPolicy });
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    const whole = makeArchive(folder, binary);
    const offline = makeArchive(folder, binary, 'pinwright-offline-0.1.0-linux-x86_64');
    const path = [];
    const run = (script, env = {}) => runBash(script, workspace, {
      PATH: [...path, '/usr/bin', '/bin'].join(':'), HOME: folder, LANG: 'C.UTF-8', AZURE_CLIENT_ID: client.clientId,
      AZURE_CLIENT_SECRET: client.secret, PINWRIGHT_GRAPH_URL: sandbox.url, PINWRIGHT_LOGIN_URL: sandbox.url, ...env,
    });
    await body({ run, path, folder, temporary, workspace, whole, offline });
    assert.ok(sandbox.log().some(({ method, path: asked }) => method === 'POST' && /deviceConfigurations$/.test(asked)),
      'nothing was written to the tenant');
  } finally {
    await sandbox.stop();
    removeFolder(folder);
  }
}

function runBash(script, cwd, env) {
  return new Promise((done, failed) => {
    const child = spawn('/bin/bash', ['-e', '-o', 'pipefail', '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (data) => (text += data));
    child.stderr.on('data', (data) => (text += data));
    child.on('close', (code) => (code === 0 ? done(text) : failed(new Error(`${script}\nended with ${code}\n${text}`))));
  });
}

/** ${{ vars.NAME }} as GitHub fills it in; anything else of that kind is an error. */
function filled(text, vars) {
  return String(text).replace(/\$\{\{ *vars\.(\w+) *\}\}/g, (_, name) => {
    assert.ok(name in vars, `no variable ${name}`);
    return vars[name];
  });
}

async function runSetup({ run, path, folder, temporary }, inputs) {
  const action = read(join(root, '.github/actions/setup/action.yml'));
  for (const name of Object.keys(inputs)) assert.ok(name in action.inputs, `the action has no input ${name}`);
  const [step] = action.runs.steps;
  const value = (text) => text.replace(/\$\{\{ *inputs\.(\w+) *\}\}/g, (_, name) => inputs[name] ?? action.inputs[name].default);
  const env = Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, value(text)]));
  const added = join(folder, 'github-path');
  await run(step.run, { ...env, GITHUB_ACTION_PATH: join(root, '.github/actions/setup'), GITHUB_PATH: added, RUNNER_TEMP: temporary });
  path.splice(0, path.length, readFileSync(added, 'utf8').trimEnd().split('\n').at(-1));
}

test('docs/pipelines/github.yml gates, plans and applies', () =>
  withPlatform(async (platform) => {
    const vars = {
      PINWRIGHT_SHA256: platform.whole.sha256, PINWRIGHT_OFFLINE_SHA256: platform.offline.sha256,
      READER_CLIENT_ID: client.clientId, WRITER_CLIENT_ID: client.clientId,
    };
    const { jobs } = read(join(pipelines, 'github.yml'));
    assert.deepEqual(Object.keys(jobs), ['validate', 'plan', 'apply']);
    for (const job of Object.values(jobs)) {
      for (const step of job.steps) {
        if (step.uses?.startsWith('pinwright/pinwright/.github/actions/setup@')) {
          const inputs = Object.fromEntries(Object.entries(step.with).map(([name, text]) => [name, filled(text, vars)]));
          await runSetup(platform, { ...inputs, from: platform.folder });
        }
        if (step.run) {
          const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text, vars)]);
          await platform.run(step.run, Object.fromEntries(env));
        }
      }
    }
    assert.equal(JSON.parse(readFileSync(join(platform.workspace, 'findings.sarif'), 'utf8')).version, '2.1.0');
  }));

test('docs/pipelines/github-approval.yml succeeds while something waits, and tells the next ring', () => {
  const guarded = seed({ approvals: { protects: ['deviceConfigurations'] } });
  const labelled = rootFile.replace('primaryDomain: contoso.com}', 'primaryDomain: contoso.com, labels: {ring: pilot}}');
  return withTenant({ seed: guarded, files: { 'pinwright.yaml': labelled, 'hello.yaml': helloPolicy } }, async ({ program, workspace, folder }) => {
    const { jobs } = read(join(pipelines, 'github-approval.yml'));
    const step = jobs.pilot.steps.find(({ id }) => id === 'apply');
    const env = { ...program.env, PATH: `${dirname(binary)}:${process.env.PATH}`, GITHUB_OUTPUT: join(folder, 'output'), GITHUB_SHA: '0123abcd' };
    assert.match(await runBash(step.run, workspace, env), /::warning::/);
    assert.equal(readFileSync(env.GITHUB_OUTPUT, 'utf8'), 'awaiting=true\n');
    assert.match(jobs.broad.if, /needs\.pilot\.outputs\.awaiting != 'true'/);
    // What is a failure stays one.
    await assert.rejects(runBash(step.run, workspace, { ...env, AZURE_CLIENT_SECRET: 'wrong' }));
  });
});

test('docs/pipelines/gitlab.yml gates, plans and applies', () =>
  withPlatform(async ({ run, folder, temporary, workspace, whole }) => {
    const file = read(join(pipelines, 'gitlab.yml'));
    const env = {
      ...file.variables, PINWRIGHT_FROM: `file://${folder}`, PINWRIGHT_SHA256: whole.sha256, CI_BUILDS_DIR: temporary,
      CI_PROJECT_DIR: workspace, AZURE_TOKEN: 'token',
    };
    const needsTheImage = (line) => line.startsWith('apt-get ');
    const before = file.default.before_script.filter((line) => !needsTheImage(line));
    assert.equal(before.length, file.default.before_script.length - 1);
    for (const stage of file.stages) {
      const job = file[stage];
      const variables = { ...(job.extends ? file[job.extends].variables : {}), ...job.variables };
      if (variables.AZURE_FEDERATED_TOKEN_FILE) variables.AZURE_FEDERATED_TOKEN_FILE = join(folder, 'azure-token');
      await run([...before, ...job.script].join('\n'), { ...env, ...variables });
    }
    assert.ok(Array.isArray(JSON.parse(readFileSync(join(workspace, 'findings.json'), 'utf8'))));
  }));

test('docs/pipelines/azure.yml gates, plans and applies', () =>
  withPlatform(async ({ run, path, folder, temporary, whole }) => {
    const file = read(join(pipelines, 'azure.yml'));
    const { name, value } = file.variables[1];
    const pipelineWorkspace = join(folder, 'pipeline');
    mkdirSync(join(pipelineWorkspace, 'plan'), { recursive: true });
    const env = {
      [name]: value, PINWRIGHT_FROM: `file://${folder}`, PINWRIGHT_SHA256: whole.sha256, AGENT_TEMPDIRECTORY: temporary,
      PIPELINE_WORKSPACE: pipelineWorkspace,
    };
    for (const { jobs: [job] } of file.stages) {
      for (const step of stepsOf(job)) {
        const script = step.script ?? step.inputs?.inlineScript;
        if (script) {
          const added = (await run(script, env)).match(/##vso\[task\.prependpath\](.*)/);
          if (added) path.splice(0, path.length, added[1]);
        }
        if (step.publish) {
          const published = step.publish.replace('$(Agent.TempDirectory)', temporary);
          await run(`cp '${published}' '${pipelineWorkspace}/${step.artifact}/'`);
        }
      }
    }
  }));

/** The steps of a job of Azure's, those of its templates in their place. */
function stepsOf(job) {
  const steps = job.steps ?? job.strategy.runOnce.deploy.steps;
  return steps.flatMap((step) => (step.template ? read(join(pipelines, step.template)).steps : [step]));
}

test('the action refuses an archive that has another checksum, and says which input is wrong', () =>
  withPlatform(async (platform) => {
    const { folder, whole } = platform;
    const refused = async (inputs, says) => {
      await assert.rejects(runSetup(platform, { version: '0.1.0', sha256: whole.sha256, from: folder, ...inputs }), says);
      assert.ok(!existsSync(join(folder, 'github-path')), 'the program was put on the PATH');
    };
    await refused({ sha256: '0'.repeat(64) }, /does not have the checksum that was given/);
    await refused({ sha256: 'latest' }, /`sha256` is not the 64 digits/);
    await refused({ version: '../0.1.0' }, /`version` is not like 0\.1\.0/);
    await refused({ version: '9.9.9' }, /there is no .*pinwright-9\.9\.9-linux-x86_64\.tar\.gz/);
    await refused({ package: 'other' }, /`package` is neither/);
    await runSetup(platform, { version: '0.1.0', sha256: whole.sha256, from: folder });
    await platform.run('pinwright apply --yes');
  }));

test('every YAML that a page of docs/ or README.md shows can be read', () => {
  const pages = readdirSync(join(root, 'docs'), { recursive: true }).filter((name) => name.endsWith('.md')).map((name) => join(root, 'docs', name));
  let blocks = 0;
  for (const page of [join(root, 'README.md'), ...pages.filter((name) => !name.includes('/diagnostics/'))]) {
    for (const [, text] of readFileSync(page, 'utf8').matchAll(/^```yaml[^\n]*\n([^]*?)^```$/gm)) {
      assert.doesNotThrow(() => yaml.loadAll(text), `${page}: ${text}`);
      blocks += 1;
    }
  }
  assert.ok(blocks > 20, `${blocks} blocks`);
});
