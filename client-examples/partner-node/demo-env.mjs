// Writes .env.local, so that the shop asks the server of `make demo`.
import { readFileSync, writeFileSync } from 'node:fs';

const home = process.env.SEGUE_HOME ?? '../../.segue';
const facts = JSON.parse(readFileSync(`${home}/demo.json`, 'utf8'));
const variables = {
  SEGUE_URL: new URL(facts.storefront_url).origin,
  SEGUE_PUBLISHABLE_KEY: facts.publishable_key,
};
writeFileSync('.env.local', Object.entries(variables).map(([name, value]) => `${name}=${value}\n`).join(''));
console.log(`Customer ${facts.visitors['big-spenders']} is a big spender, for example.`);
