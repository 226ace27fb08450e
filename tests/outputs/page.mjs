// page.mjs BINARY: Chromium opens the page of HTML, from a file and without a network: all findings are in it, the search has been
// made ready by the script (so the page's policy allows it), and no name has become an element.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hostileFiles, manyFiles, outputsOf, scratch } from './workspaces.mjs';

let failed = 0;
function judge(name, files) {
  const folder = scratch(files);
  const paths = outputsOf(resolve(process.argv[2]), folder, ['json', 'html']);
  const dom = execFileSync('chromium', ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`,
    '--host-resolver-rules=MAP * ~NOTFOUND', '--dump-dom', `file://${paths.html}`], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  const { summary } = JSON.parse(readFileSync(paths.json, 'utf8'));
  const wanted = summary.errors + summary.warnings + summary.notes;
  const count = (piece) => dom.split(piece).length - 1;
  const checks = {
    findings: count('<article ') === wanted,
    search: /<input type="search" id="search"[^>]*>/.test(dom) && !/<input type="search"[^>]*hidden/.test(dom),
    elements: count('<script') === 1 && count('<img') === 0,
    requests: !/\s(src|srcset)=|<link|url\(|@import/.test(dom.replace(/&lt;[^<]*|<pre>[^]*?<\/pre>|<code>[^]*?<\/code>/g, '')),
  };
  for (const [what, holds] of Object.entries(checks)) {
    if (holds) continue;
    failed += 1;
    console.log(`FAIL ${name}: ${what}`);
  }
  console.log(`${name}: ${wanted} findings`);
  rmSync(folder, { recursive: true });
}

judge('hostile', hostileFiles);
judge('many', manyFiles(500, 5));
process.exit(failed === 0 ? 0 : 1);
