import { createServer } from 'vite';
import { hero } from '../../storefront/tests/contents';
import { expect, test } from './shopper';

test('a page that a server has rendered is taken over, and gets its campaigns then', async ({ page, shopper }) => {
  const vite = await createServer({ server: { middlewareMode: true, hmr: false, ws: false }, appType: 'custom', logLevel: 'error' });
  const { renderPage } = await vite.ssrLoadModule('/src/shop/render.tsx');
  const rendered: string = renderPage('/shop/');
  await vite.close();
  expect(rendered).toContain('Small things that make a home');
  expect(rendered).not.toContain('New for our regulars');

  await shopper.isOffered(hero('New for our regulars'));
  // A page that isn't the network's own may ask servers of this machine only if told so.
  await page.context().grantPermissions(['local-network-access']);
  await page.route('**/shop/', async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: html.replace('<div id="root"></div>', `<div id="root">${rendered}</div>`) });
  });
  await shopper.open();
  await expect(page.getByRole('heading', { name: 'New for our regulars' })).toBeVisible();
});
