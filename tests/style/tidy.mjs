// tidy.mjs [REGEX]: clang-tidy over the sources whose path fits (all of compiler/ by default).
//
// Most of its time goes into the headers that a source includes, so many sources of one library are checked as one text. What two
// of them call by one name in their unnamed namespaces gets a number, and those that do not compile in spite of that are taken out
// and checked as they are. A text that passed is not checked again until it, a header or the checks change.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const build = join(root, 'build', 'tidy-commands');
const units = join(build, 'compiler', 'units');
const passed = join(build, 'passed');
const kSourcesInOne = 40;
const kTidy = 'clang-tidy-14';

/** The compile commands of the sources, by library: those whose commands differ in nothing but the file. */
function libraries(wanted) {
  // Without clang-tidy in the build and without precompiled headers: the commands are all that is wanted.
  execFileSync('cmake', ['--preset', 'tidy', '-B', build, '-DCMAKE_CXX_CLANG_TIDY=', '-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const found = new Map();
  for (const { directory, file, command } of JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'))) {
    const path = relative(root, file);
    if (!path.startsWith('compiler/') || !wanted.test(path)) continue;
    // Warnings are the compiler's business: every build has them as errors.
    const flags = [...command.replaceAll(file, '').replace(/ -o \S+/, '').split(' ').slice(1).filter((word) => word && word !== '-c')
      .map((word) => word.replaceAll('\\"', '"')), '-w'];
    const key = `${path.split('/')[1]} ${flags.join(' ')}`;
    if (!found.has(key)) found.set(key, { directory, flags, files: [] });
    found.get(key).files.push(file);
  }
  return [...found.values()];
}

/** The names that a source declares in its unnamed namespaces, as clang-format writes them: without indentation. */
function own_names(text) {
  const names = new Set();
  for (const [, inside] of text.matchAll(/^namespace \{\n(.*?)^\} {2}\/\/ namespace$/gms)) {
    for (const [, type, alias, func, constant] of inside.matchAll(
      /^(?! )(?:(?:class|struct|enum class|enum) (\w+)|using (\w+) =|(?:[\w:<>,*&]+ )*auto (\w+)\(|(?:inline |static )*const(?:expr|init)? .*?(\bk[A-Z]\w*)\b)/gm)) {
      names.add(type ?? alias ?? func ?? constant);
    }
  }
  return names;
}

/** The functions that headers declare. Beside one of them a source may have its own of the same name: that keeps its name. */
const shared_functions = (headers) => new Set(headers.flatMap((text) => [...text.matchAll(/\bauto (\w+)\(/g)].map(([, name]) => name)));

/** The name with a number, still written as .clang-tidy wants names of its kind. */
const numbered = (name, number) => (/^(k?[A-Z])/.test(name) ? `${name}U${number}` : `${name}_u${number}`);

/** One text of several sources, and for each of its lines where it comes from. Of a single source: the source as it is. */
function unit_of(files, kept) {
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const seen = new Map();
  texts.map(own_names).forEach((names) => names.forEach((name) => seen.set(name, (seen.get(name) ?? 0) + 1)));
  const origin = [null];
  const parts = texts.map((text, number) => {
    let own = text;
    for (const name of own_names(text)) {
      if (seen.get(name) > 1 && !kept.has(name)) own = own.replace(new RegExp(`(?<![.\\w"]|->|::)${name}\\b(?!\\.hpp)`, 'g'), numbered(name, number));
    }
    if (!own.endsWith('\n')) own += '\n';
    own.split('\n').slice(0, -1).forEach((_, line) => origin.push(`${files[number]}:${line + 1}`));
    return own;
  });
  return { text: parts.join(''), origin };
}

const hash_of = (...texts) => texts.reduce((hash, text) => hash.update(text).update('\0'), createHash('sha256')).digest('hex');

const headers = () => readdirSync(join(root, 'compiler'), { recursive: true }).filter((name) => name.endsWith('.hpp')).sort()
  .map((name) => readFileSync(join(root, 'compiler', name), 'utf8'));

const run = (command, args) => new Promise((resolve) => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { output += data; });
  child.on('close', (code) => resolve({ code, output }));
});

const kChatter = /^(\d+ warnings?( and \d+ errors?)? generated|\d+ warnings treated|Suppressed |Use -|$)|^\s*$/;

class Tidy {
  constructor() {
    const texts = headers();
    this.kept = shared_functions(texts);
    // What every text depends on.
    this.around = hash_of(readFileSync(join(root, '.clang-tidy')), execFileSync(kTidy, ['--version']), ...texts);
    this.bad = [];
    this.count = 0;
  }

  /** Checks the sources as one text; what is found is kept in `bad`. */
  async check(library, files) {
    if (files.length === 0) return;
    const unit = unit_of(files, this.kept);
    const stamp = join(passed, hash_of(this.around, library.flags.join(' '), unit.text));
    if (existsSync(stamp)) return;
    const file = files.length === 1 ? files[0] : join(units, `${this.count += 1}.cpp`);
    if (files.length > 1) writeFileSync(file, unit.text);
    const place = new RegExp(`^${file}:(\\d+)`, 'gm');

    const strangers = files.length === 1 ? [] : await this.strangers(library, files, file, unit, place);
    if (strangers.length > 0) {
      await this.check(library, files.filter((name) => !strangers.includes(name)));
      // Among themselves they may get on; where none of them does, each is checked alone.
      const parts = strangers.length < files.length ? [strangers] : files.map((name) => [name]);
      for (const part of parts) await this.check(library, part);
      return;
    }
    const { code, output } = await run(kTidy, ['-quiet', `--config-file=${join(root, '.clang-tidy')}`, file, '--', ...library.flags]);
    if (code === 0) return writeFileSync(stamp, files.map((name) => `${relative(root, name)}\n`).join(''));
    const told = output.split('\n').filter((line) => !kChatter.test(line)).join('\n');
    this.bad.push(files.length === 1 ? told : told.replaceAll(place, (_, line) => unit.origin[line]));
  }

  /** The sources that do not compile in the company of the others. */
  async strangers(library, files, file, unit, place) {
    const { code, output } = await run('clang++-14', ['-fsyntax-only', '-ferror-limit=0', ...library.flags, file]);
    if (code === 0) return [];
    const lines = output.split('\n').filter((line) => / error: /.test(line)).join('\n');
    const found = new Set([...lines.matchAll(place)].map(([, line]) => unit.origin[line].replace(/:\d+$/, '')));
    return found.size > 0 ? [...found] : files;
  }
}

async function main() {
  const started = Date.now();
  const wanted = new RegExp(process.argv[2] ?? '');
  rmSync(units, { recursive: true, force: true });
  mkdirSync(units, { recursive: true });
  mkdirSync(passed, { recursive: true });
  const parts = [];
  for (const library of libraries(wanted)) {
    for (let at = 0; at < library.files.length; at += kSourcesInOne) parts.push([library, library.files.slice(at, at + kSourcesInOne)]);
  }
  if (parts.length === 0) throw new Error(`no source fits ${wanted}`);
  const size = ([, files]) => files.reduce((sum, file) => sum + statSync(file).size, 0);
  parts.sort((one, other) => size(other) - size(one));
  const tidy = new Tidy();
  const total = parts.reduce((sum, [, files]) => sum + files.length, 0);
  const worker = async () => { for (let part = parts.shift(); part; part = parts.shift()) await tidy.check(...part); };
  await Promise.all(cpus().map(worker));
  console.log(tidy.bad.join('\n'));
  console.log(`clang-tidy: ${total} sources, ${Math.round((Date.now() - started) / 1000)} s`);
  process.exitCode = tidy.bad.length === 0 ? 0 : 1;
}

await main();
