// Does in a real browser what a page of the documentation tells its reader to do.
//   node docs_page.mjs <folder that is served>
// Each line of its input is a list of steps as JSON, and is answered with the line `done`.
// Steps: ["open", path or address]  ["see", text]  ["gone", selector]  ["click", selector]
//        ["type", selector, text]  ["rewrite", selector, text], of an editor  ["window", width, height]
//        ["quiet"], until no request is under way  ["picture", name], where PICTURES names a folder
import { createServer } from 'node:http';
import { mkdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { launched } from './chromium.mjs';

const [folder] = process.argv.slice(2);
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const server = createServer(async ({ url }, response) => {
  try {
    const content = await readFile(join(folder, url));
    response.writeHead(200, { 'Content-Type': types[extname(url)] ?? 'application/octet-stream' });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}/`;

const browser = await launched();
const context = await browser.newContext({ viewport: { width: 900, height: 560 } });
context.setDefaultTimeout(20_000);
await context.grantPermissions(['clipboard-read', 'clipboard-write']);
const page = await context.newPage();
page.on('pageerror', (error) => {
  throw error;
});

const acts = {
  open: (path) => page.goto(new URL(path, base).href, { waitUntil: 'load' }),
  see: (text) => page.getByText(text).first().waitFor(),
  gone: (selector) => page.locator(selector).waitFor({ state: 'detached' }),
  click: (selector) => page.locator(selector).first().click(),
  type: (selector, text) => page.fill(selector, text),
  rewrite: async (selector, text) => {
    await page.locator(selector).first().click();
    await page.keyboard.press('Control+A');
    // Pasted, since what is typed gets closing brackets.
    await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await page.keyboard.press('Control+V');
  },
  window: (width, height) => page.setViewportSize({ width, height }),
  quiet: () => page.waitForLoadState('networkidle'),
  picture: async (name) => {
    const pictures = process.env.PICTURES;
    if (!pictures) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  },
};
for await (const line of createInterface({ input: process.stdin })) {
  for (const [act, ...rest] of JSON.parse(line)) await acts[act](...rest);
  await acts.quiet();
  console.log('done');
}
await browser.close();
server.close();
