// differential.mjs PINWRIGHT: documents by chance for each XSD of Microsoft's DDF files. `pinwright validate` and
// `xmllint --schema` have to agree about every one of them, and about which XSDs can be read at all.
// SEED and DOCUMENTS (of each XSD) in the environment ask for others and more.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Documents, chance, xmlOf } from './documents.mjs';

const program = process.env.PINWRIGHT;
const root = fileURLToPath(new URL('../..', import.meta.url));
const ddf = join(root, '../shared/ddf-2026-02');
const seed = Number(process.env.SEED ?? 1);
const count = Number(process.env.DOCUMENTS ?? 150);
const folder = mkdtempSync(join(tmpdir(), 'pinwright-schema-'));
after(() => rmSync(folder, { recursive: true }));

/** The XSDs of a DDF file, each once. Identity constraints are taken out: they are not judged. */
function xsdsOf(file) {
  const found = readFileSync(join(ddf, file), 'utf8').matchAll(/<MSFT:AllowedValues ValueType="XSD">\s*<MSFT:Value><!\[CDATA\[(.*?)\]\]>/gs);
  return [...new Set([...found].map(([, xsd]) => xsd.trim().replace(/<xs:unique.*?<\/xs:unique>/gs, '')))];
}

/** The document that the node takes within the one that its XSD describes. */
const wrap = (xml) => (xml.startsWith('<RuleCollection') ? `<AppLockerPolicy Version="1">${xml}</AppLockerPolicy>` : xml);
const kPartOf = { AppLocker: 'RuleCollection' };

function xmllint(xsd, documents, name) {
  const schema = join(folder, `${name}.xsd`);
  writeFileSync(schema, xsd);
  const files = documents.map((xml, i) => {
    const file = join(folder, `${name}-${i}.xml`);
    writeFileSync(file, wrap(xml));
    return file;
  });
  const run = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status === 5) return null;  // the XSD does not compile
  return files.map((file) => run.stderr.includes(`\n${file} validates`) || run.stderr.startsWith(`${file} validates`));
}

function pinwright(omaUri, documents) {
  const workspace = mkdtempSync(join(folder, 'workspace-'));
  const policies = documents.map((xml, i) => `  p${i}:\n    displayName: P${i}\n    settings:\n      - omaUri: ${omaUri}\n        value: ${JSON.stringify(xml)}\n`);
  writeFileSync(join(workspace, 'pinwright.yaml'), `pinwright: 1
workspace: documents
tenants:
  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}
policies:
${policies.join('')}`);
  const run = spawnSync(program, ['validate', '--output', 'json', workspace], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const { diagnostics } = JSON.parse(run.stdout);
  const refused = new Map();
  for (const one of diagnostics) {
    if (one.slug === 'xml-schema' || one.slug === 'xml-root') refused.set(one.path.split('.')[1], one.message);
    assert.ok(!['xml-malformed', 'limit-exceeded', 'yaml-syntax'].includes(one.slug), `${one.path}: ${one.message}`);
  }
  return documents.map((_, i) => refused.get(`p${i}`));
}

function documentsOf(schema, rootName, random) {
  const made = new Documents(schema, random);
  return Array.from({ length: count }, (_, i) => {
    const document = made.element(rootName, made.typeOf(rootName));
    for (let left = i % 3; left > 0; --left) made.spoil(document);
    return xmlOf(document);
  });
}

/** The first node of a catalogue file that has a schema; its dynamic segments are given a name. */
function nodeOf(catalogue) {
  const node = catalogue.nodes.find((one) => one.schema !== undefined);
  return node && { omaUri: node.path.replace(/\{[^}]*\}/g, 'Name'), schema: catalogue.schemas[node.schema] };
}

let compared = 0;
for (const file of readdirSync(ddf)) {
  for (const xsd of xsdsOf(file)) {
    const name = file.replace(/\.xml$/, '').replace(/_AreaDDF$/, '_Area');
    test(name, () => {
      const node = nodeOf(JSON.parse(readFileSync(join(root, 'schemas/csp', `${name}.json`), 'utf8')));
      const rootName = kPartOf[name] ?? node?.schema.roots.at(-1).name;
      const documents = node ? documentsOf(node.schema, rootName, chance(seed)) : ['<a/>'];
      const theirs = xmllint(xsd, documents, name);
      assert.equal(theirs === null, node === undefined, 'xmllint and csp import disagree about the XSD');
      if (!node) return;
      const ours = pinwright(node.omaUri, documents);
      documents.forEach((xml, i) => assert.equal(ours[i] === undefined, theirs[i], `${ours[i] ?? 'no finding'}:\n${xml}`));
      const valid = theirs.filter(Boolean).length;
      assert.ok(valid > count / 4 && valid < count * 0.9, `${valid} of ${count} are valid: too few of a kind`);
      compared += 1;
    });
  }
}

test('the XSDs that compile were all compared', () => assert.equal(compared, 6));
