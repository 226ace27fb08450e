// plan_schema.mjs SAVED_PLANS: what the program SAVED_PLANS writes fits schemas/plan.schema.json and saved-plan.schema.json, and what does
// not fit is told.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(join(root, 'build', 'npm', 'package.json'));
const Ajv = require('ajv/dist/2020').default;

const schema = name => JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8'));
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(schema('diagnostics.schema.json'), 'diagnostics.schema.json');
const fits = ajv.compile(schema('plan.schema.json'));
const savedFits = ajv.compile(schema('saved-plan.schema.json'));

let failed = 0;
const fail = text => {
  failed += 1;
  console.log(`FAIL ${text}`);
};

const both = JSON.parse(execFileSync(process.argv[2], ['60'], { encoding: 'utf8', maxBuffer: 1 << 28 }));
const plans = both.map(({ shown }) => shown);
const saved = both.map(one => one.saved);
saved.forEach((plan, i) => {
  if (!savedFits(plan)) fail(`saved plan ${i}: ${ajv.errorsText(savedFits.errors.slice(0, 5))}`);
});
const writes = saved.flatMap(plan => plan.tenants.flatMap(tenant => tenant.changes));
if (new Set(writes.map(({ action }) => action)).size < 3) fail('the saved plans hold too few actions');
if (!writes.some(({ body }) => body === null)) fail('no saved plan holds a write without a body');
if (!writes.some(({ assignments }) => assignments?.length > 0)) fail('no saved plan holds an assignment');
if (!saved.some(plan => plan.tenants.some(({ leftOut }) => leftOut))) fail('no saved plan leaves a tenant out');
plans.forEach((plan, i) => {
  if (!fits(plan)) fail(`plan ${i}: ${ajv.errorsText(fits.errors.slice(0, 5))}`);
});

// The plans are worth something only when they hold a bit of everything.
const changes = plans.flatMap(plan => plan.tenants.flatMap(tenant => tenant.changes));
const seen = {
  kinds: new Set(changes.map(change => change.kind)),
  actions: new Set(changes.map(change => change.action)),
  reasons: new Set(changes.map(change => change.reason)),
  types: new Set(changes.flatMap(change => change.after?.omaSettings ?? []).map(setting => setting['@odata.type'])),
};
const wanted = { kinds: 3, actions: 4, reasons: 5, types: 7 };
for (const [what, count] of Object.entries(wanted))
  if (seen[what].size < count) fail(`only these ${what} are in the plans: ${[...seen[what]].join(' ')}`);
if (!changes.some(change => change.secrets.length > 0)) fail('no plan holds a secret');
if (!changes.some(change => change.before?.omaSettings?.some(setting => setting.isEncrypted))) fail('no plan holds a mask');
if (!plans.some(plan => plan.tenants.some(tenant => tenant.diagnostics.length > 0))) fail('no plan holds a finding');

const mistakes = {
  'an unknown key of the plan': plan => { plan.more = 1; },
  'an unknown key of a change': plan => { plan.tenants[0].changes[0].more = 1; },
  'an unknown key of a body': plan => { (plan.tenants[0].changes.find(one => one.after)).after.more = 1; },
  'an action that there is not': plan => { plan.tenants[0].changes[0].action = 'rename'; },
  'a hash that is none': plan => { plan.sources[0].sha256 = 'x'; },
  'a count below zero': plan => { plan.summary.create = -1; },
  'another version': plan => { plan.formatVersion = '2.0'; },
  'a missing key': plan => { delete plan.tenants[0].references; },
};
for (const [what, make] of Object.entries(mistakes)) {
  const plan = structuredClone(plans[1]);
  make(plan);
  if (fits(plan)) fail(`the schema takes ${what}`);
}
const savedMistakes = {
  'a body in clear': plan => { plan.tenants[0].changes[0].body = { displayName: 'x' }; },
  'an unknown key of a change': plan => { plan.tenants[0].changes[0].after = null; },
  'a no-op': plan => { plan.tenants[0].changes[0].action = 'no-op'; },
  'another version': plan => { plan.formatVersion = '1.0'; },
};
const withWrites = saved.find(plan => plan.tenants[0].changes.length > 0);
for (const [what, make] of Object.entries(savedMistakes)) {
  const plan = structuredClone(withWrites);
  make(plan);
  if (savedFits(plan)) fail(`the schema of saved plans takes ${what}`);
}
console.log(`${plans.length} plans, ${changes.length} changes, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
