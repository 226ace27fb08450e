// Writes a workspace of realistic policies, the same on every run and without a finding.
//
//   node workspace.mjs DIR --tenants N [--policies N] [--shared]
//   node workspace.mjs DIR --single
//
// A tenant has its own folder with a file a policy (about 1.4 KB each): a service provider with customers. With --shared the
// policies are written once and every tenant takes them. With --single the workspace is one small file.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const [folder, ...rest] = process.argv.slice(2);
const option = (name, initial) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : initial);
const tenants = option('--tenants', 1);
const policies = option('--policies', 20);
const shared = rest.includes('--shared');
const settings = Object.entries(JSON.parse(readFileSync(new URL('settings.json', import.meta.url))));

const digits = (number, width) => String(number).padStart(width, '0');
const tenantName = (tenant) => `customer-${digits(tenant, 5)}`;

/** A different version 4 GUID for each number. */
function guid(number) {
  const mixed = (Math.imul(number + 1, 2654435761) >>> 0).toString(16).padStart(8, '0');
  return `${mixed}-5b1e-4c7a-9d20-${digits(number, 12)}`;
}

function rootFile() {
  const lines = ['pinwright: 1', 'workspace: bench-000001', '', 'tenantDefaults:', '  vars: {supportPhone: 555-0100}', '', 'tenants:'];
  for (let tenant = 0; tenant < tenants; ++tenant) {
    const name = tenantName(tenant);
    lines.push(`  ${name}:`, `    tenantId: ${guid(tenant)}`, `    primaryDomain: ${name}.example`);
    lines.push(`    labels: {ring: ${tenant % 10 === 0 ? 'pilot' : 'production'}, region: region-${tenant % 7}}`);
  }
  lines.push('', 'groups:', '  pilot-devices: {displayName: SG Intune Pilot Devices, members: devices}');
  lines.push('  managed-devices: {displayName: SG Intune Managed Devices, members: devices}');
  lines.push('  kiosks: {displayName: SG Kiosks, members: devices}', '');
  return lines.join('\n');
}

const scalar = (value) => (typeof value === 'string' ? JSON.stringify(value) : String(value));

function policyFile(tenant, policy) {
  const [area, nodes] = settings[policy % settings.length];
  const round = Math.floor(policy / settings.length);
  if (round > 0) throw new Error(`settings.json has themes for ${settings.length} policies a tenant`);
  const name = `${area.toLowerCase()}-baseline${shared ? '' : `-${digits(tenant, 5)}`}`;
  const lines = [
    `# ${area}: reviewed together with the security baseline. A change here goes through the pilot ring first, and the`,
    '# customer is told one week before it reaches the production ring.',
    'policies:',
    `  ${name}:`,
    `    displayName: Windows - ${area} baseline${shared ? '' : ` (${tenantName(tenant)})`}`,
    `    description: The part of the device baseline that concerns ${area}, as agreed with the customer`,
  ];
  if (!shared) lines.push(`    tenants: [${tenantName(tenant)}]`);
  lines.push('    settings:');
  Object.entries(nodes).forEach(([uri, values], index) => {
    lines.push(`      - omaUri: ${JSON.stringify(uri)}`);
    lines.push(`        displayName: ${uri.split('/').at(-1)}`);
    lines.push(`        value: ${scalar(values[(tenant + index) % values.length])}`);
  });
  lines.push('    assignments:', '      include:', '        - pilot-devices', '        - managed-devices  # after the pilot');
  lines.push('      exclude: [kiosks]', '');
  return lines.join('\n');
}

mkdirSync(folder, { recursive: true });
const single = rest.includes('--single');
writeFileSync(`${folder}/pinwright.yaml`, single ? rootFile() + policyFile(0, 0) : rootFile());
for (let tenant = 0; tenant < (single ? 0 : shared ? 1 : tenants); ++tenant) {
  const place = `${folder}/${shared ? 'policies' : tenantName(tenant)}`;
  mkdirSync(place, { recursive: true });
  for (let policy = 0; policy < policies; ++policy) writeFileSync(`${place}/policy-${digits(policy, 2)}.yaml`, policyFile(tenant, policy));
}
