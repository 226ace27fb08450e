#!/usr/bin/env node
// Runs the program that the package of this platform holds, with the same arguments, streams and exit code.
'use strict';
const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const { dirname, join } = require('node:path');

const platform = `pinwright-${process.platform}-${process.arch}`;

function programOf() {
  try {
    return join(dirname(require.resolve(`${platform}/package.json`)), 'bin', 'pinwright');
  } catch {
    return null;
  }
}

function run(program) {
  const child = spawn(program, process.argv.slice(2), { stdio: 'inherit' });
  // Ctrl-C reaches the program by itself, as it reaches all that run at the terminal: passed on, it would come twice, and
  // the second one ends an apply between two writes. Whoever ends this process by its number means the program.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`error: \`${program}\` cannot be started: ${error.message}`);
    process.exitCode = 70;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

const program = programOf();
if (program === null) {
  console.error(`error: the npm package \`${platform}\` is not installed`);
  console.error('  help: it is an optional dependency of `pinwright`: install without `--omit=optional`; other platforms have none');
  process.exitCode = 70;
} else {
  run(program);
}
