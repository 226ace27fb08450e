// An archive such as people download, made of a program that was built: what unpacks it need not wait for a package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Writes NAME.tar.gz into `folder`; its bin/pinwright is a link to `binary`. Answers {name, sha256}. */
export function makeArchive(folder, binary, name = 'pinwright-0.1.0-linux-x86_64') {
  const tree = join(folder, `${name}.tree`);
  mkdirSync(join(tree, name, 'bin'), { recursive: true });
  symlinkSync(resolve(binary), join(tree, name, 'bin', 'pinwright'));
  const file = join(folder, `${name}.tar.gz`);
  const done = spawnSync('tar', ['-czf', file, '-C', tree, name], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`tar: ${done.stderr}`);
  return { name, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') };
}
