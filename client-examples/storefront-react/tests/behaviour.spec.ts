import { hero, POPUP, POPUP_AT_THE_CORNER } from '../../storefront/tests/contents';
import { hasDone, republishFor } from './marketer';
import { expect, test } from './shopper';

test('a campaign that is renewed in one place is renewed everywhere', async ({ page, shopper }) => {
  const id = await shopper.isOffered(hero('New for our regulars'));
  await shopper.open();
  await expect(page.getByRole('heading', { name: 'New for our regulars' })).toBeVisible();
  // Another query of the same campaign, by a fragment on the interface that all five types implement.
  await page.getByText('Offers for you').click();
  const offers = page.getByRole('listitem').filter({ hasText: 'New for our' });
  await expect(offers).toHaveText('New for our regulars');

  await republishFor(shopper.visitorId, id, hero('New for our friends'));
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(offers).toHaveText('New for our friends');
  await expect(page.getByRole('heading', { name: 'New for our friends' })).toBeVisible();
  await shopper.look('renewed-everywhere');
});

test('a dialog keeps the focus inside, closes by Escape, and gives the focus back', async ({ page, shopper }) => {
  const triggers = [{ kind: 'ELEMENT_CLICK', selector: '.offers summary' }];
  await shopper.isOffered({ ...POPUP, definition: { display: { triggers }, coupon: { code: 'WELCOME10' } } });
  await shopper.open('kitchen');
  // The click that sets it off counts only once the page has the campaign.
  const opener = page.getByText('Offers for you');
  const dialog = page.getByRole('dialog', { name: 'It has been a while' });
  await expect(async () => {
    if (await dialog.isHidden()) await opener.click({ timeout: 1_000 });
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(dialog.getByText('WELCOME10')).toBeVisible();
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test('a panel beside the page leaves the focus where it is, and closes by Escape', async ({ page, shopper }) => {
  await shopper.isOffered(POPUP_AT_THE_CORNER);
  await shopper.open('kitchen');
  await page.getByRole('searchbox').focus();
  const panel = page.getByRole('dialog', { name: 'Free delivery today' });
  await expect(panel).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Free delivery today' })).toBeAttached();
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('what was done last arrives though the page is left at once', async ({ page, shopper }) => {
  await shopper.open('product/22423');
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.goto('about:blank');
  await expect.poll(() => hasDone(shopper.visitorId, 'BASKET_ADD', 'productId', '22423')).toBe(true);
});

test('while the server is away, the shop works and loses nothing', async ({ page, shopper }) => {
  await shopper.isOffered(POPUP);
  await page.route('**/graphql', (route) => route.abort());
  await shopper.open('product/22423');
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByRole('link', { name: /^Basket/ }).click();
  await expect(page.getByRole('button', { name: 'Place the order' })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.unroute('**/graphql');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => hasDone(shopper.visitorId, 'BASKET_ADD', 'productId', '22423')).toBe(true);
  // Each event once, however often it was tried.
  expect(await hasDone(shopper.visitorId, 'PRODUCT_VIEW', 'productId', '22423')).toBe(true);
});

test('a server that never answers holds nothing up', async ({ page, shopper }) => {
  await shopper.isOffered(POPUP);
  await page.route('**/graphql', () => new Promise(() => undefined));
  await shopper.open('kitchen');
  await expect(page.getByRole('heading', { name: 'Kitchen' })).toBeVisible();
  // It is asked once what was tracked has had its second; that question is given up, too.
  const asked = await page.waitForRequest((request) => request.postData()?.includes('EligibleCampaigns') ?? false);
  await page.waitForEvent('requestfailed', (request) => request === asked);
  await expect(page.getByRole('dialog')).toBeHidden();
});
