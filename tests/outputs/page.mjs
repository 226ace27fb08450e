// page.mjs BINARY [FOLDER]: Chromium opens the page of HTML from a file, narrow and wide, light and dark. It asks for nothing, runs
// into no error, no name has become an element, nothing is cut off or too faint to read, and its search and boxes leave what they
// should. With FOLDER, a picture of each is put there.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostileFiles, manyFiles, plannedFiles, outputsOf, scratch } from './workspaces.mjs';

const npm = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'build', 'npm');
const { chromium } = createRequire(join(npm, 'package.json'))('playwright-core');
const [binary, pictures] = [resolve(process.argv[2]), process.argv[3]];

const widths = [400, 800, 1600];
const schemes = ['light', 'dark'];

let failed = 0;
const check = (what, holds) => {
  if (holds) return;
  failed += 1;
  console.log(`FAIL ${what}`);
};

/** In the page: the least contrast of a text with what lies behind it (WCAG 2.2, 1.4.3 asks for 4.5), and where. The articles are
    alike: the first of each kind stand for all. */
function leastContrast() {
  const parse = (text) => text.match(/[\d.]+/g).map(Number);
  const luminance = (color) => color.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  let least = { ratio: 21, where: 'nowhere' };
  const texts = 'h1, th, td, header p, label, summary, p, a, code, pre, pre span, mark, .kind, .place';
  const kinds = ['error', 'warning', 'note'].flatMap((kind) => [...document.querySelectorAll(`article.${kind}`)].slice(0, 20));
  const elements = ['header', 'nav', 'summary', '.grid', '.run'].map((name) => document.querySelector(name)).filter(Boolean).concat(kinds)
    .flatMap((element) => [element, ...element.querySelectorAll(texts)]);
  for (const element of elements) {
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < least.ratio) least = { ratio, where: `${element.tagName}.${element.className}` };
  }
  return least;
}

const shown = (page) => page.evaluate(() => [...document.querySelectorAll('article')].filter((one) => one.checkVisibility()).length);

/** Opens the page; whatever it asks for and every error is in `odd`. */
async function open(browser, path, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const odd = [];
  page.on('request', (request) => { if (request.url() !== `file://${path}`) odd.push(`asks for ${request.url()}`); });
  page.on('pageerror', (error) => odd.push(`script: ${error.message}`));
  page.on('console', (message) => odd.push(`console: ${message.text()}`));
  page.on('dialog', (dialog) => { odd.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(`file://${path}`, { waitUntil: 'load' });
  return { context, page, odd };
}

async function judgeLook(browser, name, path) {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      const what = `${name} ${width} ${colorScheme}`;
      const { context, page, odd } = await open(browser, path, { viewport: { width, height: 900 }, colorScheme });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(`${what}: ${overflow} px are beyond the right edge`, overflow <= 0);
      const least = await page.evaluate(leastContrast);
      check(`${what}: contrast ${least.ratio.toFixed(2)} at ${least.where}`, least.ratio >= 4.5);
      const isDark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(13, 17, 23)');
      check(`${what}: the colours are not those of the scheme`, isDark === (colorScheme === 'dark'));
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
      check(`${what}: ${odd.join('; ')}`, odd.length === 0);
      await context.close();
    }
  }
}

async function judgeUse(browser, name, path, summary, word) {
  const all = summary.errors + summary.warnings + summary.notes;
  const { context, page, odd } = await open(browser, path, { viewport: { width: 800, height: 900 } });
  check(`${name}: ${await shown(page)} of ${all} findings are shown`, (await shown(page)) === all);
  check(`${name}: a name has become an element`, (await page.locator('script').count()) === 1 && (await page.locator('img, iframe, b').count()) === 0);
  const wanted = await page.evaluate((w) => [...document.querySelectorAll('article')].filter((one) => one.textContent.toLowerCase().includes(w)).length, word);
  await page.locator('#search').fill(word.toUpperCase());
  check(`${name}: the search for ${word} shows ${await shown(page)}, not ${wanted}`, wanted > 0 && wanted < all && (await shown(page)) === wanted);
  await page.locator('#search').fill('');
  await page.locator('#show-error').uncheck();
  check(`${name}: without errors ${await shown(page)} are left`, (await shown(page)) === all - summary.errors);
  check(`${name}: ${odd.join('; ')}`, odd.length === 0);
  await context.close();

  const still = await open(browser, path, { javaScriptEnabled: false });
  check(`${name}: without script not all is there`, (await still.page.locator('article').count()) === all);
  check(`${name}: without script there is a search that does nothing`, await still.page.locator('#search').isHidden());
  await still.context.close();
}

async function judge(browser, name, files, word) {
  const folder = scratch(files);
  const paths = outputsOf(binary, folder, ['json', 'html']);
  const { summary } = JSON.parse(readFileSync(paths.json, 'utf8'));
  const before = performance.now();
  const { context } = await open(browser, paths.html, {});
  const time = Math.round(performance.now() - before);
  await context.close();
  await judgeLook(browser, name, paths.html);
  await judgeUse(browser, name, paths.html, summary, word);
  console.log(`${name}: ${summary.errors + summary.warnings + summary.notes} findings, opened in ${time} ms`);
  rmSync(folder, { recursive: true });
}

/** A plan over many tenants: a table of all that changes, inside its own frame. */
async function judgePlan(browser, tenants, policies) {
  const folder = scratch(plannedFiles(tenants, policies));
  const path = join(folder, 'plan.html');
  execFileSync(binary, ['plan', '.', '--sandbox', join(folder, 'tenant.db'), '--output', `html=${path}`], { cwd: folder, stdio: 'ignore' });
  await judgeLook(browser, 'plan', path);
  const { context, page, odd } = await open(browser, path, { viewport: { width: 800, height: 900 } });
  check('plan: a row for each tenant', (await page.locator('.grid tbody tr').count()) === tenants);
  check('plan: a column for each policy', (await page.locator('.grid thead th').count()) === policies + 1);
  check('plan: each cell says what is done', (await page.locator('.grid td', { hasText: /^create$/ }).count()) === tenants * policies);
  check(`plan: ${odd.join('; ')}`, odd.length === 0);
  await context.close();
  rmSync(folder, { recursive: true });
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND'] });
try {
  await judge(browser, 'hostile', hostileFiles, 'umlaut');
  await judge(browser, 'many', manyFiles(5000, 50), 'odd7');
  await judgePlan(browser, 30, 12);
} finally {
  await browser.close();
}
process.exit(failed === 0 ? 0 : 1);
