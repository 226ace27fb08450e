// watch.mjs PROGRAM WORKSPACE ROUNDS: from the moment a file is written until `validate --watch` has printed what it found, beside a
// new process of `validate` on the same files. Medians, in milliseconds.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [program, workspace, rounds] = process.argv.slice(2);
const file = join(workspace, readdirSync(workspace).find((name) => name.endsWith('.yaml')));
const text = readFileSync(file, 'utf8');

const now = () => Number(process.hrtime.bigint()) / 1e6;
const median = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)].toFixed(1);

/** The output of the watcher, up to the next "waiting for a change". */
async function next_result(watcher) {
  let shown = '';
  while (!shown.includes('waiting for a change')) shown += (await once(watcher.stdout, 'data'))[0];
  return shown;
}

const watcher = spawn(program, ['validate', '--watch', workspace], { stdio: ['ignore', 'pipe', 'inherit'] });
await next_result(watcher);
const watched = [];
const alone = [];
for (let round = 0; round < Number(rounds); round += 1) {
  writeFileSync(`${file}~`, `${text}# round ${round}\n`);
  const start = now();
  renameSync(`${file}~`, file);
  await next_result(watcher);
  watched.push(now() - start);
  const begin = now();
  spawnSync(program, ['validate', workspace], { stdio: 'ignore' });
  alone.push(now() - begin);
}
watcher.kill();
console.log(`from the write to the result  ${median(watched)} ms`);
console.log(`a new process                 ${median(alone)} ms`);
