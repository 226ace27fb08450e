// Writes a workspace of one tenant with POLICIES policies, a hundred in a file, without a finding:
//
//   node one_tenant.mjs DIR POLICIES
//
// Each policy is a firewall rule of its own (six settings), for a group of its own, and a node that all policies set to the same value:
// what is compared between policies is then all of them.
import { mkdirSync, writeFileSync } from 'node:fs';

const [folder, count] = [process.argv[2], Number(process.argv[3])];
const rule = (number) => `./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Contoso-${number}`;

function settingsOf(number) {
  return {
    [`${rule(number)}/Name`]: `Rule ${number}`,
    [`${rule(number)}/Description`]: `as agreed in ticket ${number}`,
    [`${rule(number)}/InterfaceTypes`]: 'All',
    [`${rule(number)}/LocalPortRanges`]: '443',
    [`${rule(number)}/Protocol`]: 6,
    [`${rule(number)}/RemotePortRanges`]: String(1024 + (number % 60000)),
    './Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera': 0,
  };
}

const policyLines = (number) => [
  `  rule-${number}:`,
  `    displayName: Windows - rule ${number}`,
  '    settings:',
  ...Object.entries(settingsOf(number)).flatMap(([uri, value]) => [`      - omaUri: ${uri}`, `        value: ${JSON.stringify(value)}`]),
  '    assignments:',
  `      include: [group-${number}]`,
];
const groupLine = (number) => `  group-${number}: {displayName: SG Rule ${number}, members: devices}`;

mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/pinwright.yaml`, 'pinwright: 1\nworkspace: bench-000002\n\ntenants:\n  contoso: {tenantId: 5c9b1c3e-5b1e-4c7a-9d20-000000000001}\n');
for (let first = 0; first < count; first += 100) {
  const numbers = Array.from({ length: Math.min(100, count - first) }, (_, index) => first + index);
  const lines = ['policies:', ...numbers.flatMap(policyLines), '', 'groups:', ...numbers.map(groupLine), ''];
  writeFileSync(`${folder}/rules-${String(first / 100).padStart(5, '0')}.yaml`, lines.join('\n'));
}
