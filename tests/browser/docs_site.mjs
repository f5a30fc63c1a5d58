// Looks at the built documentation in a real browser, and prints what was wrong as JSON.
//   node docs_site.mjs <url of the site> <folder for pictures>
import { join } from 'node:path';
import { launched } from './chromium.mjs';

const [site, pictures] = process.argv.slice(2);
const PAGES = {
  light: ['index', 'tutorials/storefront', 'how-to/index', 'reference/storefront-inputs', 'explanation/eligibility'],
  dark: ['index', 'how-to/coupons'],
};
const WINDOWS = { desktop: { width: 1300, height: 900 }, narrow: { width: 390, height: 800 } };

const browser = await launched();
const problems = [];
const elsewhere = [];

async function opened(options) {
  const page = await browser.newPage(options);
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(site).origin) elsewhere.push(request.url());
  });
  return page;
}

for (const [colorScheme, paths] of Object.entries(PAGES)) {
  for (const [name, viewport] of Object.entries(WINDOWS)) {
    const page = await opened({ viewport, colorScheme });
    for (const path of paths) {
      await page.goto(new URL(`${path}.html`, site).href);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) problems.push(`${path} is ${overflow} pixels wider than a ${name} window`);
      const picture = `${path.replace('/', '-')}-${name}-${colorScheme}.png`;
      await page.screenshot({ path: join(pictures, picture) });
    }
    await page.close();
  }
}

const page = await opened({ viewport: WINDOWS.desktop });
await page.goto(site);
await page.fill('.sidebar-search', 'holdout');
await page.press('.sidebar-search', 'Enter');
await page.waitForSelector('#search-results li a');
const found = await page.locator('#search-results li a').allTextContents();
await browser.close();
console.log(JSON.stringify({ problems, elsewhere, found }));
