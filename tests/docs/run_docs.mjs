// Runs what the documentation shows, so that no page can be wrong about what the program prints.
//
//   node run_docs.mjs BINARY [--update] [FILE…]      FILE: README.md, docs/**/*.md and examples/**/README.md by default
//   node run_docs.mjs --packages DIR FILE…           with what people download in the place of a program that was built
//
// A fence of three backticks with the info string
//   LANGUAGE workspace NAME [PATH]   puts its text into PATH (pinwright.yaml) of a scratch folder NAME of this page
//   console workspace NAME           runs its lines `$ …` in that folder; the lines below each are stdout and stderr, whole
// NAME may also be a folder of the repository, such as examples/contoso: the scratch folder is then a copy of it. `.` is a copy
// of examples/ in its place. A line `…` of the expected output stands for any lines. A workspace that no console block runs
// must validate without an error. In a folder named `download` lies the archive that people download: that of DIR, or one made of
// BINARY; what it leaves in ~/.local/bin is on the PATH. --update writes what was printed into the pages; read the difference before you keep it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeArchive } from '../support/archive.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const fence = '```';
const elision = '…';

/** The fenced blocks of a page: {info, first, lines}; `first` is the index of the first line inside. */
function blocksOf(lines) {
  const blocks = [];
  let open = null;
  lines.forEach((line, index) => {
    if (open === null && line.startsWith(fence)) {
      open = { info: line.slice(fence.length).trim().split(/\s+/), first: index + 1, lines: [] };
    } else if (open !== null && line === fence) {
      blocks.push(open);
      open = null;
    } else if (open !== null) {
      open.lines.push(line);
    }
  });
  if (open !== null) throw new Error(`the block in line ${open.first} has no end`);
  return blocks;
}

/** [{command, expected}] of a console block. */
function stepsOf(block) {
  const steps = [];
  for (const line of block.lines) {
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), expected: [] });
    else if (steps.length === 0) throw new Error(`the console block in line ${block.first} does not begin with \`$ \``);
    else steps.at(-1).expected.push(line);
  }
  return steps;
}

/** Whether the printed lines are the expected ones; an elision takes as few as it can. */
function matches(expected, printed) {
  if (expected.length === 0) return printed.length === 0;
  if (expected[0] !== elision) return printed.length > 0 && expected[0] === printed[0] && matches(expected.slice(1), printed.slice(1));
  for (let skip = 0; skip <= printed.length; ++skip) {
    if (matches(expected.slice(1), printed.slice(skip))) return true;
  }
  return false;
}

/** The scratch folders of one page. */
class Workspaces {
  constructor(program) {
    this.program = program;
    this.scratch = mkdtempSync(join(tmpdir(), 'pinwright-docs-'));
    this.folders = new Map();
    this.unrun = new Set();
  }

  folder(name) {
    if (!this.folders.has(name)) {
      const folder = join(this.scratch, String(this.folders.size), name === '.' ? 'pinwright' : name.split('/').at(-1));
      mkdirSync(folder, { recursive: true });
      if (name === 'download') this.program.download(folder);
      const source = join(root, name === '.' ? 'examples' : name);
      if (name.startsWith('examples/') || name === '.') cpSync(source, name === '.' ? join(folder, 'examples') : folder, { recursive: true });
      this.folders.set(name, folder);
    }
    return this.folders.get(name);
  }

  add(name, path, lines) {
    const file = join(this.folder(name), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lines.map((line) => line + '\n').join(''));
    this.unrun.add(name);
  }

  /** Runs one line; `before` is the exit code of the one before, for `$?`. */
  run(name, command, before = 0) {
    this.unrun.delete(name);
    const done = spawnSync('/bin/sh', ['-c', `exec 2>&1\n(exit ${before})\n${command}`], {
      cwd: this.folder(name),
      env: { PATH: [join(this.scratch, '.local/bin'), ...this.program.path, '/usr/bin', '/bin'].join(':'), HOME: this.scratch, LANG: 'C.UTF-8' },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const lines = done.stdout.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return { lines, code: done.status };
  }

  remove() {
    rmSync(this.scratch, { recursive: true, force: true });
  }
}

/** Runs a console block; answers its lines as they should be. */
function runConsole(block, workspaces, fail) {
  const right = [];
  let code = 0;
  for (const step of stepsOf(block)) {
    const printed = workspaces.run(block.info[2], step.command, code);
    code = printed.code;
    const good = matches(step.expected, printed.lines);
    if (!good) fail(block, step.command, step.expected, printed.lines);
    right.push(`$ ${step.command}`, ...(good ? step.expected : printed.lines));
  }
  return right;
}

/** The relative links of a page that lead nowhere. */
function deadLinks(lines, file) {
  const dead = [];
  let fenced = false;
  lines.forEach((line, index) => {
    if (line.startsWith(fence)) fenced = !fenced;
    if (fenced) return;
    for (const [, target] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
      const path = target.split('#')[0];
      if (path === '' || /^[a-z]+:/.test(path)) continue;
      if (!existsSync(join(dirname(file), path))) dead.push({ line: index + 1, target });
    }
  });
  return dead;
}

/** Checks one page; answers the number of things checked and of failures. */
function checkPage(file, program, update) {
  const shown = relative(root, file);
  const lines = readFileSync(file, 'utf8').split('\n');
  const workspaces = new Workspaces(program);
  const counts = { checked: 0, failed: 0 };
  const edits = [];
  const fail = (block, command, expected, printed) => {
    counts.failed += 1;
    if (update) return;
    console.log(`FAIL ${shown}:${block.first}: $ ${command}`);
    for (const line of expected) if (!printed.includes(line) && line !== elision) console.log(`  - ${line}`);
    for (const line of printed) if (!expected.includes(line)) console.log(`  + ${line}`);
  };
  try {
    for (const block of blocksOf(lines)) {
      const [language, word, name, path = 'pinwright.yaml'] = block.info;
      if (word !== 'workspace' || name === undefined) continue;
      counts.checked += 1;
      if (language === 'console') edits.push({ block, right: runConsole(block, workspaces, fail) });
      else workspaces.add(name, path, block.lines);
    }
    for (const name of [...workspaces.unrun]) {
      const { lines: printed, code } = workspaces.run(name, 'pinwright validate');
      if (code !== 0) {
        counts.failed += 1;
        console.log(`FAIL ${shown}: the workspace \`${name}\` has findings\n${printed.join('\n')}`);
      }
    }
  } finally {
    workspaces.remove();
  }
  for (const { line, target } of deadLinks(lines, file)) {
    counts.failed += 1;
    console.log(`FAIL ${shown}:${line}: the link \`${target}\` leads nowhere`);
  }
  if (update) rewrite(file, lines, edits);
  return counts;
}

function rewrite(file, lines, edits) {
  const before = lines.join('\n');
  for (const { block, right } of edits.reverse()) lines.splice(block.first, block.lines.length, ...right);
  const after = lines.join('\n');
  if (after === before) return;
  writeFileSync(file, after);
  console.log(`wrote ${relative(root, file)}`);
}

function pagesBelow(folder, wanted) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => wanted(file) && statSync(file).isFile())
    .sort();
}

/** docs/diagnostics/ has a test of its own: its examples name the finding that they yield. */
function allPages() {
  const isPage = (file) => file.endsWith('.md') && !relative(root, file).startsWith('docs/diagnostics/');
  return [
    join(root, 'README.md'),
    ...pagesBelow(join(root, 'docs'), isPage),
    ...pagesBelow(join(root, 'examples'), (file) => file.endsWith('/README.md')),
  ];
}

/** A program that was built: {path, download(folder)}; it is on the PATH already. */
function builtProgram(binary) {
  return { path: [dirname(binary)], download: (folder) => void makeArchive(folder, binary) };
}

/** What people download: on the PATH when a page has put it there. */
function downloadedProgram(packages) {
  const archives = readdirSync(packages).filter((name) => /^pinwright-[0-9.]+-linux-.*\.tar\.gz$/.test(name));
  return { path: [], download: (folder) => archives.forEach((name) => cpSync(join(packages, name), join(folder, name))) };
}

function programOf(args) {
  const first = args.shift();
  if (first === '--packages' && args.length > 1) return downloadedProgram(resolve(args.shift()));
  return first !== undefined && existsSync(first) ? builtProgram(resolve(first)) : null;
}

function main(args) {
  const update = args.includes('--update');
  const files = args.filter((arg) => arg !== '--update');
  const program = programOf(files);
  if (program === null) {
    console.error('usage: node run_docs.mjs BINARY [--update] [FILE…] | --packages DIR FILE…');
    return 64;
  }
  const total = { checked: 0, failed: 0 };
  for (const file of files.length > 0 ? files.map((name) => resolve(name)) : allPages()) {
    const counts = checkPage(file, program, update);
    total.checked += counts.checked;
    total.failed += counts.failed;
  }
  console.log(`${total.checked} blocks checked, ${total.failed} ${update ? 'differed' : 'failed'}`);
  return update || total.failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
