// agreement.mjs SHAPE: the JSON Schema of the language (judged by ajv) and the decoder (the program SHAPE) say the same of every file
// of good/ and bad/.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const require = createRequire(join(root, 'build', 'npm', 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const yaml = require('js-yaml');

const schema = JSON.parse(readFileSync(join(root, 'schemas', 'pinwright.schema.json'), 'utf8'));
const check = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const bySchema = path => {
  try {
    return yaml.loadAll(readFileSync(path, 'utf8'), null, { schema: yaml.CORE_SCHEMA }).every(document => check(document));
  } catch {
    return false;
  }
};

let failed = 0;
let count = 0;
for (const verdict of ['good', 'bad']) {
  const files = readdirSync(join(here, verdict)).map(name => join(here, verdict, name));
  const decoded = execFileSync(process.argv[2], files, { encoding: 'utf8' }).trim().split('\n');
  files.forEach((path, i) => {
    count += 1;
    const ofSchema = bySchema(path) ? 'good' : 'bad';
    const ofDecoder = decoded[i].split(' ')[0];
    if (ofSchema === verdict && ofDecoder === verdict) return;
    failed += 1;
    console.log(`FAIL ${path}: meant ${verdict}, the JSON Schema says ${ofSchema}, the decoder says ${ofDecoder}`);
  });
}
console.log(`${count} files, ${failed} failed`);
process.exit(failed === 0 && count >= 150 ? 0 : 1);
