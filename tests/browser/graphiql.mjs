// Opens a GraphiQL page in a real browser, runs its first query, and prints what it saw as JSON.
//   node graphiql.mjs <url> <picture.png>
import { launched } from './chromium.mjs';

const [url, picture] = process.argv.slice(2);
const browser = await launched();
const page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
const problems = [];
const elsewhere = [];
page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
page.on('pageerror', (error) => problems.push(String(error)));
page.on('request', (request) => {
  const { origin, protocol } = new URL(request.url());
  if (protocol.startsWith('http') && origin !== new URL(url).origin) elsewhere.push(request.url());
});
const posted = (isIntrospection) => (response) =>
  response.request().method() === 'POST' &&
  response.request().postData().includes('__schema') === isIntrospection;
// The page asks for the schema once it is up; before that, a click may go nowhere.
const introspected = page.waitForResponse(posted(true), { timeout: 60_000 });
await page.goto(url);
await introspected;
await page.waitForSelector('.graphiql-query-editor .view-line span');
const answer = page.waitForResponse(posted(false));
await page.click('.graphiql-execute-button');
const { data, errors } = await (await answer).json();
await page.waitForSelector('.result-window .view-lines >> text=data');
await page.screenshot({ path: picture });
console.log(JSON.stringify({ title: await page.title(), data, errors, problems, elsewhere }));
await browser.close();
