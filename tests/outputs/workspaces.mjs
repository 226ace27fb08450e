// Workspaces for the judges: names that want to break a format, and mistakes enough to meet every limit.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const tenant = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A root file with so many tenants. */
const root = (tenants) =>
  `pinwright: 1\nworkspace: judged\ntenants:\n` +
  Array.from({ length: tenants }, (_, n) => `  t${n}: {tenantId: ${tenant(n + 1)}, primaryDomain: t${n}.example.org}\n`).join('');

const hostile = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'a|b', 'tick ` tick', '::error::x', '##vso[task.complete result=Failed]x',
  '##[error]x', '[x](https://example.org)', '@everyone #1', '%0A::error::x', 'a;b]c', '&lt;b&gt;', 'umlaut ü, 日本語',
];
const escapes = ['\\e[2J', '\\x9b2J', '\\u202Eabc', '\\r\\n::error::y', '\\u2028z', '\\U000E0001'];

/** Names in keys, in values and in a file's name. */
export const hostileFiles = {
  'pinwright.yaml': root(2),
  'policies/we ird|<b>`,;%.yaml':
    'policies:\n  p:\n    displayName: Policy\n    settings:\n' +
    [...hostile.map((name) => JSON.stringify(name)), ...escapes.map((name) => `"x ${name}"`)]
      .map((name) => `      - omaUri: ${name.replace(/\\\\/g, '\\')}\n        ${name}: 1\n        dataType: integer\n        value: 1\n`).join(''),
};

/** `count` unknown keys in fifty files, over `tenants` tenants. */
export const manyFiles = (count, tenants) => ({
  'pinwright.yaml': root(tenants),
  ...Object.fromEntries(Array.from({ length: 50 }, (_, n) => [
    `policies/customer-${String(n).padStart(2, '0')}.yaml`,
    `policies:\n  p${n}:\n    displayName: Policy ${n}\n    settings:\n      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, ` +
      `dataType: integer, value: 7}\n` + Array.from({ length: count / 50 }, (_unused, i) => `    odd${i}: 1\n`).join(''),
  ])),
});

/** Tenants that all get the same policies. */
export const plannedFiles = (tenants, policies) => ({
  'pinwright.yaml': `${root(tenants)}policies:\n` + Array.from({ length: policies }, (_, n) =>
    `  camera-${n}:\n    displayName: Camera ${n}\n    settings:\n` +
    `      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, dataType: integer, value: 1}\n`).join(''),
});

/** Writes files into a fresh folder, and its path back. */
export function scratch(files) {
  const folder = mkdtempSync(join(tmpdir(), 'pinwright-outputs-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Every output of one run in a folder, by format. */
export function outputsOf(binary, folder, formats, more = []) {
  const files = Object.fromEntries(formats.map((format) => [format, join(folder, `out.${format}`)]));
  try {
    execFileSync(binary, ['validate', '.', ...formats.flatMap((f) => ['--output', `${f}=${files[f]}`]), ...more],
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.status !== 1) throw error;
  }
  return files;
}
