// schemas.mjs: what the golden cases expect in JSON fits the schema that is published for its command.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '..', '..');
const require = createRequire(join(root, 'build', 'npm', 'package.json'));
const Ajv = require('ajv/dist/2020').default;

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
const load = (name) => JSON.parse(readFileSync(join(root, 'schemas', `${name}.schema.json`), 'utf8'));
ajv.addSchema(load('diagnostics'), 'diagnostics.schema.json');

const schemaOf = {
  validate: 'diagnostics', plan: 'plan', drift: 'plan', apply: 'outcome', rollback: 'outcome', forget: 'outcome',
  status: 'status', where: 'where', preflight: 'preflight',
};
const validators = Object.fromEntries(
  [...new Set(Object.values(schemaOf))].map((name) => [name, ajv.getSchema(`${name}.schema.json`) ?? ajv.compile(load(name))]));

/** The cases: folders that hold what is expected. */
function* cases(at) {
  if (existsSync(join(at, 'expected.out'))) yield at;
  for (const entry of readdirSync(at, { withFileTypes: true })) if (entry.isDirectory()) yield* cases(join(at, entry.name));
}

let failed = 0;
const seen = new Map();
for (const at of cases(folder)) {
  const args = existsSync(join(at, 'args')) ? readFileSync(join(at, 'args'), 'utf8').split('\n') : [];
  if (args[args.indexOf('--output') + 1] !== 'json') continue;
  const [first] = readFileSync(join(at, 'expected.out'), 'utf8').split(/^(?:=== |--- )/m);
  const document = JSON.parse(first);
  const name = schemaOf[args[0]];
  const validate = validators[name];
  seen.set(name, (seen.get(name) ?? 0) + 1);
  if (validate(document)) continue;
  failed += 1;
  console.log(`FAIL ${at}: ${ajv.errorsText(validate.errors.slice(0, 5))}`);
}
for (const name of Object.keys(validators)) {
  if (seen.has(name)) continue;
  failed += 1;
  console.log(`FAIL no case shows the JSON of ${name}.schema.json`);
}
console.log(`${[...seen.values()].reduce((a, b) => a + b, 0)} documents, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
