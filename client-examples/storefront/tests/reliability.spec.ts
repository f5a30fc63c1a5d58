import { expectEvents, mark } from './segue';
import { expect, popup, test } from './shopper';

const BAR = { type: 'NOTIFICATION_BAR' as const, content: { messages: [{ text: 'Open today' }] } };

for (const [what, answer] of [
  ['refuses connections', (route) => route.abort('connectionrefused')],
  ['never answers', async () => undefined],
  ['answers with nonsense', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' })],
] satisfies [string, (route: import('@playwright/test').Route) => Promise<void>][]) {
  test(`the shop is whole and quick while Segue ${what}`, async ({ page, shopper }) => {
    await shopper.isOffered(BAR);
    await page.route('**/graphql', answer);
    const start = Date.now();
    await shopper.open('product/22423');
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await expect(page.getByText('is in your basket.')).toBeVisible();
    await page.getByRole('link', { name: /^Basket/ }).click();
    await expect(page.getByRole('button', { name: 'Place the order' })).toBeVisible();
    expect(Date.now() - start).toBeLessThan(4_000);
    // What was done meanwhile is kept, and arrives once Segue is back.
    await page.unroute('**/graphql');
    await page.reload();
    await expectEvents(shopper.name, 'PRODUCT_VIEW', { productId: '22423' });
    await expect(page.getByText('Open today')).toBeVisible();
  });
}

test('what is done offline arrives afterwards, with its own moment, once', async ({ page, context, shopper }) => {
  await shopper.isOffered(BAR);
  await shopper.open();
  await expect(page.getByText('Open today')).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Rabbit night light' }).click();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.evaluate((name) => window.segue.track('custom', { name }), `offline-${shopper.name}`);
  await context.setOffline(false);
  await expectEvents(shopper.name, 'CUSTOM', { name: `offline-${shopper.name}` });
  await expectEvents(shopper.name, 'BASKET_ADD', { productId: '23084' });
  const left = () => page.evaluate(() => JSON.parse(localStorage['segue.outbox']).length);
  await expect.poll(left).toBe(0);
});

test('what happened right before the page was left has been sent', async ({ page, shopper }) => {
  await shopper.isOffered(BAR);
  await shopper.open();
  await expect(page.getByText('Open today')).toBeVisible();
  const name = `leaving-${shopper.name}`;
  await page.evaluate((name) => window.segue.track('custom', { name }), name);
  await page.goto('/health/live');
  await expectEvents(shopper.name, 'CUSTOM', { name });
});

test('a click on a link to elsewhere is sent although the page goes', async ({ page, shopper }) => {
  const campaignId = await shopper.isOffered({
    type: 'POPUP_BANNER',
    content: popup('Elsewhere', { buttons: [{ label: 'Go', link: { url: '/health/live' } }] }),
    definition: { display: { triggers: [{ kind: 'IMMEDIATELY' }] } },
  });
  await shopper.open('kitchen');
  await page.getByRole('link', { name: 'Go' }).click();
  await page.waitForURL('**/health/live');
  await expectEvents(shopper.name, 'CAMPAIGN_CLICK', { campaignId });
});

test('one event of the wrong kind takes no other along', async ({ page, shopper }) => {
  await shopper.open('kitchen');
  await page.evaluate((name) => {
    const wrong = { productId: 5, price: 'free' } as never;
    for (let number = 0; number < 5; number++) window.segue.track('custom', { name: `${name}-${number}` });
    window.segue.track('productView', wrong);
    window.segue.track('custom', { name: `${name}-last` });
  }, shopper.name);
  await expectEvents(shopper.name, 'CUSTOM', { name: `${shopper.name}-4` });
  await expectEvents(shopper.name, 'CUSTOM', { name: `${shopper.name}-last` });
});

test('a server that knows none of the documents is sent their text', async ({ page, shopper }) => {
  await shopper.isOffered(BAR);
  await page.route('**/graphql', async (route) => {
    const { documentId, ...rest } = route.request().postDataJSON();
    const unknown = documentId && `sha256:${'0'.repeat(64)}`;
    await route.continue({ postData: JSON.stringify({ ...(unknown && { documentId: unknown }), ...rest }) });
  });
  await shopper.open('kitchen');
  await expect(page.getByText('Open today')).toBeVisible();
});

test('a visitor who logs in is the customer from then on', async ({ page, shopper }) => {
  const customer = `customer-${crypto.randomUUID()}`;
  await mark(customer, shopper.name);
  await shopper.isOffered(BAR);
  await page.addInitScript(() => localStorage.removeItem('segue.visitor'));
  await shopper.open('kitchen');
  await page.evaluate((id) => {
    window.segue.identify(id);
    return window.segue.visit({ type: 'OTHER' });
  }, customer);
  await expect(page.getByText('Open today')).toBeVisible();
});
