// Visits the shop that Next.js renders, in a real browser, and prints what it saw as JSON.
//   node partner_node.mjs <url> <folder for pictures>
import { launched } from '../browser/chromium.mjs';

const [url, pictures] = process.argv.slice(2);
const browser = await launched();
const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
await context.addCookies([{ name: 'visitor', value: 'in-a-browser', url }]);
const page = await context.newPage();
const problems = [];
page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
page.on('pageerror', (error) => problems.push(String(error)));

const answerOf = (path) => page.waitForResponse((response) => response.url().endsWith(path));
const heading = () => page.locator('main h1').first().textContent();

const claimed = answerOf('/claims');
await page.goto(url);
const isGranted = await (await claimed).json();
const firstHeading = await heading();
await page.screenshot({ path: `${pictures}/home.png` });
const visited = answerOf('/visits');
await page.reload();
await visited;
const secondHeading = await heading();

const bar = page.locator('aside.bar');
await page.getByRole('link', { name: 'Heart candle holder' }).click();
const barText = await bar.locator('span').first().textContent();
await page.screenshot({ path: `${pictures}/product.png` });
const reported = answerOf('/interactions');
await bar.getByRole('button', { name: 'Close' }).click();
await reported;
await bar.waitFor({ state: 'detached' });

console.log(JSON.stringify({ isGranted, firstHeading, secondHeading, barText, problems }));
await browser.close();
