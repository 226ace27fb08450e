// pictures.mjs BINARY [FOLDER]: makes the pictures of README.md, in docs/pictures unless a FOLDER is named: the page of a plan over
// several tenants, and the comment of a pull request that breaks a policy. Look at them before you commit them. The exit code is 1
// when they, or those of docs/pictures, are larger than a README should be.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(join(root, 'build', 'npm', 'package.json'));
const { chromium } = require('playwright-core');
const { marked } = require('marked');
const binary = resolve(process.argv[2]);
const pictures = resolve(process.argv[3] ?? join(root, 'docs', 'pictures'));
const kMostBytes = 200_000;
const work = mkdtempSync(join(tmpdir(), 'pinwright-pictures-'));

/** Runs the program; findings are no failure here. */
function pinwright(...args) {
  try {
    return execFileSync(binary, args, { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
}

/** The service provider's workspace, deployed and then edited: what a reviewer gets to see. */
function makeWorkspace() {
  cpSync(join(root, 'examples', 'service-provider'), join(work, 'intune'), { recursive: true });
  const some = ['--tenant', 'contoso', '--tenant', 'ring=early'];
  pinwright('apply', 'intune', ...some, '--sandbox', 'tenant.db', '--yes', '--quiet');
  return some;
}

/** Replaces a text of a file that must be there. */
function edit(file, from, to) {
  const path = join(work, 'intune', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  writeFileSync(path, text.replaceAll(from, to));
}

const commentStyle = `body { margin: 0; padding: 16px; font: 14px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff }
  article { border: 1px solid #d0d7de; border-radius: 6px } article > header { padding: 8px 16px; background: #f6f8fa;
  border-bottom: 1px solid #d0d7de; border-radius: 6px 6px 0 0; color: #57606a } article > div { padding: 4px 16px }
  code, pre { font: 12px/1.45 ui-monospace, monospace; background: #f0f2f4; border-radius: 6px } code { padding: 2px 4px }
  pre { padding: 12px; overflow: hidden } pre code { padding: 0 } table { border-collapse: collapse } td, th { border: 1px solid #d0d7de; padding: 4px 10px }`;

async function photograph(browser, name, html, viewport) {
  const page = await browser.newPage({ viewport });
  await page.setContent(html);
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: viewport.height === 1 });
  await page.close();
  console.log(`${name}.png ${statSync(join(pictures, `${name}.png`)).size} bytes`);
}

mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND'] });
try {
  const some = makeWorkspace();
  edit('policies/hello.yaml', 'value: 365', 'value: 180');
  edit('pinwright.yaml', 'minimumPinLength: 6', 'minimumPinLength: 8');
  rmSync(join(work, 'intune', 'policies', 'disk-encryption.yaml'));
  writeFileSync(join(work, 'intune', 'policies', 'camera.yaml'),
    'policies:\n  camera-off:\n    displayName: MSP - Camera off\n    tenants: {labels: {sector: regulated}}\n    settings:\n' +
    '      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 0}\n    assignments: {include: [windows-devices]}\n');
  pinwright('plan', 'intune', ...some, '--sandbox', 'tenant.db', '--output', 'html=plan.html');
  await photograph(browser, 'plan', readFileSync(join(work, 'plan.html'), 'utf8'), { width: 1000, height: 760 });
  edit('policies/hello.yaml', 'PINComplexity/History', 'PINComplexity/Histroy');
  edit('policies/hello.yaml', 'value: 180', 'value: 1800');
  const comment = marked.parse(pinwright('validate', 'intune', '--output', 'markdown'));
  await photograph(browser, 'comment', `<!doctype html><style>${commentStyle}</style><article><header>pull request comment</header><div>${comment}</div></article>`,
    { width: 940, height: 1 });
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}
const bytes_of = (folder) => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
process.exitCode = [pictures, join(root, 'docs', 'pictures')].every((folder) => bytes_of(folder) <= kMostBytes) ? 0 : 1;
