// agree.mjs BINARY: the same findings, places, messages and counts in every output, each read by somebody else's reader.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostileFiles, manyFiles, outputsOf, scratch } from './workspaces.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const npm = join(here, '..', '..', 'build', 'npm');
const require = createRequire(join(npm, 'package.json'));
const Ajv = require('ajv-draft-04').default;
const addFormats = require('ajv-formats').default;
const { marked } = await import(join(npm, 'node_modules', 'marked', 'lib', 'marked.esm.js'));

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const schema = join(npm, 'node_modules', '@microsoft', 'jest-sarif', 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json');
const fitsSarif = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

const levels = ['error', 'warning', 'note'];
const entities = { lt: '<', gt: '>', quot: '"', amp: '&' };
/** The text of HTML up to its first line break, each entity read once. */
const decode = (html) => html.replace(/<br>[^]*$/, '').replace(/<[^>]*>/g, '')
  .replace(/&(?:#(\d+)|(lt|gt|quot|amp));/g, (_, number, name) => name ? entities[name] : String.fromCodePoint(number));

/** What a reader of each format has in hand: {level, file, line, column, message}, in the order of the format. */
const readers = {
  sarif(path) {
    const log = JSON.parse(readFileSync(path, 'utf8'));
    if (!fitsSarif(log)) throw new Error(`not SARIF 2.1.0: ${ajv.errorsText(fitsSarif.errors.slice(0, 5))}`);
    // A second reader, with an idea of the format of its own.
    execFileSync('node', [join(npm, 'node_modules', '.bin', 'sarif-junit'), '-i', path, '-o', `${path}.xml`]);
    const read = readFileSync(`${path}.xml`, 'utf8').match(/<failure|<error|<skipped/g)?.length ?? 0;
    if (read === 0) throw new Error('sarif-junit reads no result');
    const results = log.runs[0].results.filter((result) => !result.suppressions);
    const rules = log.runs[0].tool.driver.rules;
    return results.map((result) => {
      const rule = rules[result.ruleIndex];
      if (rule.id !== result.ruleId || !rule.help.text || !rule.helpUri) throw new Error(`rule of ${result.ruleId}`);
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      return { level: result.level, file: decodeURIComponent(artifactLocation.uri), line: region.startLine, column: region.startColumn,
        message: result.message.text.split('\n')[0].replace(/\\\]\(/g, '](') };
    });
  },
  junit(path) {
    const program = `
import json, sys
from junitparser import JUnitXml
xml = JUnitXml.fromfile(sys.argv[1])
out = [[case._elem.get("file"), case.name, [r.text for r in case.result] + [case.system_out]] for suite in xml for case in suite]
print(json.dumps({"tests": int(xml._elem.get("tests")), "failures": int(xml._elem.get("failures")), "cases": out}))`;
    const read = JSON.parse(execFileSync('/usr/bin/python3', ['-c', program, path], { encoding: 'utf8', maxBuffer: 1 << 28 }));
    const cases = read.cases.map(([file, name, texts]) => {
      const [, line, column] = name.match(/ (\d+):(\d+)$/);
      const [, level, message] = texts.find((text) => text).match(/^(\w+)\[\w+\] [\w-]+: (.*)/);
      return { level, file, line: Number(line), column: Number(column), message };
    });
    if (read.tests !== cases.length) throw new Error(`${read.tests} tests are said, ${cases.length} are there`);
    if (read.failures !== cases.filter((one) => one.level === 'error').length) throw new Error('another number of failures');
    return cases;
  },
  github(path) {
    const unescape = (text) => text.replace(/%(25|0D|0A|3A|2C)/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
    return readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('::')).map((line) => {
      const [, kind, properties, data] = line.match(/^::(\w+) ([^]*?)::([^]*)$/);
      const at = Object.fromEntries(properties.split(',').map((one) => [one.split('=')[0], unescape(one.split('=').slice(1).join('='))]));
      return { level: kind === 'notice' ? 'note' : kind, file: at.file, line: Number(at.line), column: Number(at.col), message: unescape(data).split('\n')[0] };
    });
  },
  gitlab(path) {
    const names = { major: 'error', minor: 'warning', info: 'note' };
    const issues = JSON.parse(readFileSync(path, 'utf8'));
    if (new Set(issues.map((issue) => issue.fingerprint)).size !== issues.length) throw new Error('a fingerprint stands twice');
    return issues.map((issue) => ({ level: names[issue.severity], file: issue.location.path, line: issue.location.positions.begin.line,
      column: issue.location.positions.begin.column, message: issue.description }));
  },
  azure(path) {
    const unescape = (text) => text.replace(/%(3B|0D|0A|5D)/g, (_, code) => String.fromCharCode(parseInt(code, 16))).replace(/%AZP25/g, '%');
    return readFileSync(path, 'utf8').split('\n').filter((line) => /^(##vso|note )/.test(line)).map((line) => {
      const note = line.match(/^note \w+ [\w-]+: (.*?):(\d+):(\d+): (.*)/);
      if (note) return { level: 'note', file: note[1], line: Number(note[2]), column: Number(note[3]), message: note[4] };
      const [, properties, data] = line.match(/^##vso\[task\.logissue ([^\]]*)\]([^]*)$/);
      const at = Object.fromEntries(properties.split(';').filter(Boolean).map((one) => [one.split('=')[0], unescape(one.split('=').slice(1).join('='))]));
      return { level: at.type, file: at.sourcepath, line: Number(at.linenumber), column: Number(at.columnnumber),
        message: unescape(data).split('\n')[0].replace(/^[\w-]+: /, '') };
    });
  },
  markdown(path) {
    const html = marked.parse(readFileSync(path, 'utf8'));
    return [...html.matchAll(/<tr>\s*<td>(\w+)<\/td>\s*<td>([^]*?)<\/td>\s*<td>([^]*?)<\/td>\s*<\/tr>/g)].map(([, level, where, what]) => {
      const [, file, line, column] = decode(where).match(/^(.*):(\d+):(\d+)$/);
      return { level, file, line: Number(line), column: Number(column), message: decode(what).replace(/^[\w-]+: /, '') };
    });
  },
  html(path) {
    const page = readFileSync(path, 'utf8');
    return [...page.matchAll(/<article class="(\w+)">[^]*?<span class="place">([^]*?)<\/span>[^]*?<p class="message">([^]*?)<\/p>/g)].map(([, level, where, message]) => {
      const [, file, line, column] = decode(where).match(/^(.*):(\d+):(\d+)$/);
      return { level, file, line: Number(line), column: Number(column), message: decode(message) };
    });
  },
  text(path) {
    return [...readFileSync(path, 'utf8').matchAll(/^(\w+)\[PW\d+\] [\w-]+: (.*)\n *--> (.*):(\d+):(\d+)$/gm)]
      .map(([, level, message, file, line, column]) => ({ level, file, line: Number(line), column: Number(column), message }));
  },
};

/** Limits that a format has of itself: how many of a level it shows. */
const limits = { github: 10, text: 1000, azure: 1000 };
/** Markdown and HTML draw code without its back-ticks; what is drawn for a control character is the renderers' affair, and tested there. */
const plain = (message) => message.replace(/`/g, '');

function expectedOf(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const rows = report.diagnostics.filter((one) => !one.waived && one.range).map((one) => ({ level: one.severity, file: one.file,
    line: one.range.start.line, column: one.range.start.column, message: one.message }));
  return { rows, summary: report.summary };
}

const key = (row) => JSON.stringify([row.level, row.file, row.line, row.column, plain(row.message)]);
/** As `visible` draws it, from the description in compiler/diag/visible.hpp. */
const drawn = (text) => text.replace(/(##[a-z]*)\[/gi, '$1\\[').replace(/^(\s*):(?=:)/, '$1:\\')
  .replace(/[\x00-\x1f]/g, (c) => c === '\t' ? '    ' : String.fromCodePoint(0x2400 + c.codePointAt(0)))
  .replace(/[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/gu, (c) => `<U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);

let failed = 0;
const fail = (what) => { failed += 1; console.log(`FAIL ${what}`); };

function judge(binary, name, files) {
  const folder = scratch(files);
  const paths = outputsOf(binary, folder, ['json', ...Object.keys(readers)], ['--max-bytes', '100000000']);
  const { rows, summary } = expectedOf(paths.json);
  if (rows.length === 0) fail(`${name}: no findings to compare`);
  if (rows.length !== summary.errors + summary.warnings + summary.notes) fail(`${name}: the summary of json counts otherwise`);
  for (const [format, read] of Object.entries(readers)) {
    let got;
    try {
      got = read(paths[format]);
    } catch (error) {
      fail(`${name}: ${format}: ${error.message}`);
      continue;
    }
    for (const level of levels) {
      const all = rows.filter((row) => row.level === level).map((row) => key({ ...row, file: ['sarif', 'gitlab'].includes(format) ? row.file : drawn(row.file), message: drawn(row.message) }));
      const wanted = new Set(all.slice(0, limits[format] ?? all.length));
      const shown = got.filter((row) => row.level === level).map(key);
      if (shown.length !== Math.min(all.length, limits[format] ?? all.length)) fail(`${name}: ${format} shows ${shown.length} of ${all.length} ${level}s`);
      const odd = shown.find((row) => !all.includes(row));
      if (odd) fail(`${name}: ${format} says ${odd}, json does not: ${[...wanted][0]}`);
    }
  }
  console.log(`${name}: ${rows.length} findings in ${Object.keys(readers).length + 1} formats`);
  rmSync(folder, { recursive: true });
}

const binary = resolve(process.argv[2]);
judge(binary, 'hostile', hostileFiles);
judge(binary, 'many', manyFiles(200, 3));
console.log(failed === 0 ? 'all agree' : `${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
