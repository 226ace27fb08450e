// Writes a workspace of realistic policies, the same on every run and without a finding.
//
//   node workspace.mjs DIR --tenants N [--policies N] [--shared | --together | --long | --admx | --integers] [--anchor-first | --anchor-last]
//   node workspace.mjs DIR --single
//
// A tenant has its own folder with a file a policy (about 1.4 KB each): a service provider with customers. With --shared the
// policies are written once and every tenant takes them. With --together a tenant is one file, with two policies of six settings
// without names (about 2.3 KB). With --long each policy brings an ADMX payload and a long text as well, the first of a tenant an
// ADMX file (about 7 KB). With --admx each policy has six ADMX payloads and no other settings, with --integers six whole numbers: the
// two are there to be compared. With --single the workspace is one small file. An anchor, in the first lines of each file of policies or
// in its last, makes it one for the reader of all of YAML.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const [folder, ...rest] = process.argv.slice(2);
const option = (name, initial) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : initial);
const tenants = option('--tenants', 1);
const policies = option('--policies', 20);
const shared = rest.includes('--shared');
const together = rest.includes('--together');
const long = rest.includes('--long');
const firstAnchor = rest.includes('--anchor-first') ? '&name ' : '';
const lastAnchor = rest.includes('--anchor-last') ? '&nobody ' : '';
const settings = Object.entries(JSON.parse(readFileSync(new URL('settings.json', import.meta.url))));

/** Nodes of the Policy CSP that any device takes as they are, in the order of the catalogue. */
function policyNodes() {
  const catalogue = new URL('../../schemas/csp/', import.meta.url);
  return readdirSync(catalogue)
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, catalogue))).nodes)
    .filter((node) => node.path.startsWith('./Device/Vendor/MSFT/Policy/Config/') && !node.retired && !node.deprecated && !node.dependencies);
}
const needsNodes = long || rest.includes('--admx') || rest.includes('--integers');
const nodes = needsNodes ? policyNodes() : [];
const admxNodes = nodes.filter((node) => node.admx?.policy?.elements);
const listNodes = admxNodes.filter((node) => node.admx.policy.elements.some((element) => element.kind === 'list'));
const integerNodes = nodes.filter((node) => node.format === 'int' && node.allowed === 'Enum');

const digits = (number, width) => String(number).padStart(width, '0');
const tenantName = (tenant) => `customer-${digits(tenant, 5)}`;

/** A different version 4 GUID for each number. */
function guid(number) {
  const mixed = (Math.imul(number + 1, 2654435761) >>> 0).toString(16).padStart(8, '0');
  return `${mixed}-5b1e-4c7a-9d20-${digits(number, 12)}`;
}

function tenantLines(tenant) {
  const name = tenantName(tenant);
  return [
    `  ${name}:`,
    `    tenantId: ${guid(tenant)}`,
    `    primaryDomain: ${name}.example`,
    `    labels: {ring: ${tenant % 10 === 0 ? 'pilot' : 'production'}, region: region-${tenant % 7}}`,
  ];
}

function rootFile() {
  const lines = ['pinwright: 1', 'workspace: bench-000001', '', 'tenantDefaults:', '  vars: {supportPhone: 555-0100}', '', 'tenants:'];
  if (together) lines.splice(-1);
  for (let tenant = 0; tenant < (together ? 0 : tenants); ++tenant) lines.push(...tenantLines(tenant));
  lines.push('', 'groups:', '  pilot-devices: {displayName: SG Intune Pilot Devices, members: devices}');
  lines.push('  managed-devices: {displayName: SG Intune Managed Devices, members: devices}');
  lines.push('  kiosks: {displayName: SG Kiosks, members: devices}', '');
  return lines.join('\n');
}

const scalar = (value) => (typeof value === 'string' ? JSON.stringify(value) : String(value));

/** A definition of settings by ADMX, as vendors of programs ship it. */
function admxFile(name) {
  const policy = (number) => [
    `    <policy name="${name}${number}" class="Machine" displayName="$(string.${name}${number})" explainText="$(string.${name}${number}_Help)"`,
    `            key="Software\\Policies\\Contoso\\${name}" presentation="$(presentation.${name}${number})" valueName="Option${number}">`,
    `      <parentCategory ref="${name}"/>`,
    '      <supportedOn ref="SUPPORTED_WIN10"/>',
    '      <enabledValue><decimal value="1"/></enabledValue>',
    '      <disabledValue><decimal value="0"/></disabledValue>',
    '    </policy>',
  ];
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<policyDefinitions revision="1.0" schemaVersion="1.0">',
    `  <policyNamespaces><target prefix="${name}" namespace="Contoso.Policies.${name}"/></policyNamespaces>`,
    '  <resources minRequiredRevision="1.0"/>',
    `  <categories><category name="${name}" displayName="$(string.${name})"/></categories>`,
    '  <policies>',
    ...Array.from({ length: 16 }, (_, number) => policy(number)).flat(),
    '  </policies>',
    '</policyDefinitions>',
  ];
}

function settingLines(uri, value) {
  const name = together ? [] : [`        displayName: ${uri.split('/').at(-1)}`];
  return [`      - omaUri: ${JSON.stringify(uri)}`, ...name, `        value: ${scalar(value)}`];
}

const sites = long ? 40 : 3;

/** What an element of an ADMX policy takes, about as people write it. */
function elementValue(element, area) {
  const site = (_, number) => `${number + 1}&#xF000;https://site-${number}.${area.toLowerCase()}.contoso.example/start?from=managed`;
  switch (element.kind) {
    case 'boolean':
      return 'true';
    case 'enum':
      return element.items.map(([, value]) => value).find((value) => value !== undefined && value !== null);
    case 'decimal':
    case 'longDecimal':
      return String(element.min ?? 0);
    case 'list':
      return Array.from({ length: sites }, site).join('&#xF000;');
    default:
      return `as agreed for ${area}`;
  }
}

/** The value of a policy that an ADMX file backs. */
function admxPayload(node, area) {
  const datum = (element) => {
    const value = elementValue(element, area);
    return value === undefined ? [] : [`<data id="${element.id}" value="${value}"/>`];
  };
  return ['<enabled/>', ...node.admx.policy.elements.flatMap(datum)];
}

const literal = (lines) => ['        value: |-', ...lines.map((line) => `          ${line}`)];

function longLines(area) {
  const policy = settings.findIndex(([name]) => name === area);
  const rule = `./Device/Vendor/MSFT/Firewall/MdmStore/FirewallRules/${area}/Description`;
  const text = `What belongs to ${area} is reached by the management servers alone; the support team opens a ticket for exceptions. `;
  const install = `      - omaUri: ./Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/${area}/Policy/File`;
  return [
    ...(policy === 0 ? [install, ...literal(admxFile(area))] : []),
    `      - omaUri: ${listNodes[policy].path}`,
    ...literal(admxPayload(listNodes[policy], area)),
    ...settingLines(rule, text.repeat(12).trim()),
  ];
}

/** Six settings of one kind, other nodes in each policy of a tenant. */
function plainLines(area) {
  const first = settings.findIndex(([name]) => name === area) * 6;
  if (rest.includes('--integers'))
    return integerNodes.slice(first, first + 6).flatMap((node) => settingLines(node.path, Number(node.values[0])));
  return admxNodes.slice(first, first + 6).flatMap((node) => [`      - omaUri: ${node.path}`, ...literal(admxPayload(node, area))]);
}

/** One policy, as lines below `policies`. */
function policyLines(tenant, area, settingsOf) {
  const name = `${area.toLowerCase()}-baseline${shared ? '' : `-${digits(tenant, 5)}`}`;
  const lines = [
    `  ${name}:`,
    `    displayName: ${firstAnchor}Windows - ${area} baseline${shared ? '' : ` (${tenantName(tenant)})`}`,
    `    description: The part of the device baseline that concerns ${area}, as agreed with the customer`,
  ];
  if (!shared) lines.push(`    tenants: [${tenantName(tenant)}]`);
  lines.push('    settings:');
  if (rest.includes('--admx') || rest.includes('--integers')) lines.push(...plainLines(area));
  else settingsOf.forEach(([uri, values], index) => lines.push(...settingLines(uri, values[(tenant + index) % values.length])));
  if (long) lines.push(...longLines(area));
  lines.push('    assignments:', '      include:', '        - pilot-devices', '        - managed-devices  # after the pilot');
  lines.push(`      exclude: ${lastAnchor}[kiosks]`);
  return lines;
}

function policyFile(tenant, policy) {
  const [area, nodes] = settings[policy % settings.length];
  if (policy >= settings.length) throw new Error(`settings.json has themes for ${settings.length} policies a tenant`);
  const comment = [
    `# ${area}: reviewed together with the security baseline. A change here goes through the pilot ring first, and the`,
    '# customer is told one week before it reaches the production ring.',
  ];
  return [...comment, 'policies:', ...policyLines(tenant, area, Object.entries(nodes)), ''].join('\n');
}

/** A tenant and its two policies: of the settings of two themes the first six each, in the order of the file. */
function tenantFile(tenant) {
  const lines = [`# ${tenantName(tenant)}: what this customer has of its own`, 'tenants:', ...tenantLines(tenant), '', 'policies:'];
  for (const half of [0, 1]) {
    const first = (tenant * 2 + half * 7) % settings.length;
    const [[area, nodes], [, more]] = [settings[first], settings[(first + 3) % settings.length]];
    lines.push(...policyLines(tenant, area, [...Object.entries(nodes), Object.entries(more)[0]]));
  }
  return [...lines, ''].join('\n');
}

mkdirSync(folder, { recursive: true });
const single = rest.includes('--single');
writeFileSync(`${folder}/pinwright.yaml`, single ? rootFile() + policyFile(0, 0) : rootFile());
if (together) {
  mkdirSync(`${folder}/tenants`);
  for (let tenant = 0; tenant < tenants; ++tenant) writeFileSync(`${folder}/tenants/${tenantName(tenant)}.yaml`, tenantFile(tenant));
}
for (let tenant = 0; tenant < (single || together ? 0 : shared ? 1 : tenants); ++tenant) {
  const place = `${folder}/${shared ? 'policies' : tenantName(tenant)}`;
  mkdirSync(place, { recursive: true });
  for (let policy = 0; policy < policies; ++policy) writeFileSync(`${place}/policy-${digits(policy, 2)}.yaml`, policyFile(tenant, policy));
}
