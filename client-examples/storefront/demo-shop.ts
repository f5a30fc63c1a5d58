import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const PLACE = '<script type="application/json" id="segue-shop">{}</script>';

/**
 * Tell the page where Segue is while developing: `SEGUE_URL` and `SEGUE_KEY`, or a demo that runs (`make
 * demo`). What serves the built page fills in the same element.
 */
export function demoShop(): Plugin {
  return {
    name: 'demo-shop',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(PLACE, PLACE.replace('{}', JSON.stringify(facts()))),
  };
}

function facts(): object {
  const { SEGUE_URL: url, SEGUE_KEY: key, SEGUE_HOME: home = resolve(import.meta.dirname, '../../.segue') } = process.env;
  if (url && key) return { url, key };
  const file = join(home, 'demo.json');
  if (!existsSync(file)) return {};
  const demo = JSON.parse(readFileSync(file, 'utf8'));
  // The demo's clock starts when the file is written, at the day after its last order.
  const now = Date.parse(demo.now) + Date.now() - statSync(file).mtimeMs;
  return { url: demo.storefront_url, key: demo.publishable_key, now, visitors: demo.visitors };
}
