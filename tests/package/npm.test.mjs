// The npm packages, installed from their files without a registry: npm is told to be offline and gets an empty cache.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inFolder, meetTenant, npmMain, npmPlatform, run, succeed, useIt } from './setup.mjs';

/** A project with these packages; npm and npx run in it offline. */
function project(folder, archives) {
  const env = { HOME: folder, npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false' };
  const work = join(folder, 'project');
  mkdirSync(work);
  writeFileSync(join(work, 'package.json'), '{"private": true}\n');
  succeed('npm', ['install', '--no-audit', '--no-fund', ...archives], { cwd: work, env });
  return { work, env, npx: (...args) => run('npx', ['--no-install', 'pinwright', ...args], { cwd: work, env }) };
}

test('npm: npx runs the program that was installed from its two archives', () =>
  inFolder((folder) => {
    const { npx } = project(folder, [npmPlatform(), npmMain()]);
    const pinwright = (...args) => {
      const { code, out } = npx(...args);
      assert.equal(code, 0, out);
      return out;
    };
    useIt(pinwright);
    meetTenant(pinwright);
  }));

test('npm: npx takes the archives themselves, with nothing installed before', () =>
  inFolder((folder) => {
    const env = { HOME: folder, npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false' };
    const args = ['--yes', '--package', npmPlatform(), '--package', npmMain(), '--', 'pinwright', 'version'];
    assert.match(succeed('npx', args, { cwd: folder, env }), /^pinwright \d/m);
  }));

test('npm: exit code, arguments and output are those of the program', () =>
  inFolder((folder) => {
    const { npx, work } = project(folder, [npmPlatform(), npmMain()]);
    writeFileSync(join(work, 'pinwright.yaml'), 'pinwright: 1\nworkspace: has space\n');
    const { code, out } = npx('validate', '--output', 'json');
    assert.equal(code, 1, out);
    assert.ok(JSON.parse(out).diagnostics.length > 0);
    assert.equal(npx('validate', '--no-such-option').code, 64);
  }));

test('npm: SIGTERM reaches the program, which ends in its own way', () =>
  inFolder(async (folder) => {
    const { work, env } = project(folder, [npmPlatform(), npmMain()]);
    const shim = join(work, 'node_modules/pinwright/bin/pinwright.js');
    const child = spawn(process.execPath, [shim, 'sandbox', 'serve', '--store', 'tenant.db'], { cwd: work, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((started) => child.stdout.once('data', started));
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
    child.kill('SIGTERM');
    assert.deepEqual(await ended, { code: 0, signal: null });
  }));

test('npm: without the package of the platform it says so', () =>
  inFolder((folder) => {
    const { npx, work } = project(folder, [npmPlatform(), npmMain()]);
    rmSync(join(work, 'node_modules/pinwright-linux-x64'), { recursive: true });
    const { code, out } = npx('version');
    assert.equal(code, 70);
    assert.match(out, /the npm package `pinwright-linux-x64` is not installed/);
  }));

test('npm: nothing runs at installation, and the main package asks for its own version of the platform', () =>
  inFolder((folder) => {
    const { work } = project(folder, [npmPlatform(), npmMain()]);
    const main = JSON.parse(readFileSync(join(work, 'node_modules/pinwright/package.json'), 'utf8'));
    const platform = JSON.parse(readFileSync(join(work, 'node_modules/pinwright-linux-x64/package.json'), 'utf8'));
    assert.deepEqual(main.optionalDependencies, { [platform.name]: platform.version });
    assert.equal(main.version, platform.version);
    assert.deepEqual([platform.os, platform.cpu], [['linux'], ['x64']]);
    for (const one of [main, platform]) assert.equal(one.scripts, undefined);
    assert.ok(existsSync(join(work, 'node_modules/pinwright-linux-x64/licences/curl')));
  }));
