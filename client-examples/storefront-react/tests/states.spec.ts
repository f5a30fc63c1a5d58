/** Every look of the shop and its campaigns; those that differ most, on a phone as well. */
import * as contents from '../../storefront/tests/contents';
import { expect, test } from './shopper';

test('the shop', { tag: '@phone' }, async ({ page, shopper }) => {
  for (const path of ['', 'product/22423', 'basket']) {
    await shopper.open(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await shopper.look(`page-${path.split('/')[0] || 'home'}`);
  }
});

const DIALOGS = [
  { state: 'popup', draft: contents.POPUP, isForPhones: true },
  { state: 'popup-beside-the-page', draft: contents.POPUP_AT_THE_CORNER, isForPhones: false },
  { state: 'letter', draft: contents.LETTER, isForPhones: true },
  { state: 'wheel', draft: contents.WHEEL, isForPhones: false },
];
for (const { state, draft, isForPhones } of DIALOGS) {
  test(state, { tag: isForPhones ? '@phone' : [] }, async ({ page, shopper }) => {
    await shopper.isOffered(draft);
    await shopper.open('kitchen');
    const { title } = draft.content as { title: string };
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await shopper.look(state);
  });
}

test('a teaser that opens', async ({ page, shopper }) => {
  await shopper.isOffered(contents.TEASER);
  await shopper.open('kitchen');
  const teaser = page.getByRole('button', { name: 'A gift for you' });
  await expect(teaser).toBeVisible();
  await shopper.look('teaser');
  await teaser.click();
  const dialog = page.getByRole('dialog', { name: 'A little something for you' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(teaser).toBeVisible();
});

test('a bar and two hero banners that take turns', { tag: '@phone' }, async ({ page, shopper }) => {
  await shopper.isOffered(contents.BAR);
  await shopper.isOffered(contents.hero('And for the evening', 2));
  await shopper.isOffered(contents.hero('New for our regulars', 1));
  await shopper.open();
  const bar = page.getByRole('region', { name: 'Notice' });
  await expect(bar.getByText('Free delivery today')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'New for our regulars' })).toBeVisible();
  await shopper.look('bar-and-hero');
  await page.getByRole('button', { name: '2 / 2' }).click();
  await expect(page.getByRole('heading', { name: 'And for the evening' })).toBeVisible();
  await bar.getByRole('button', { name: 'Close' }).click();
  await expect(bar).toBeHidden();
});

test('a survey with questions of all kinds', { tag: '@phone' }, async ({ page, shopper }) => {
  await shopper.isOffered(contents.SURVEY_OF_ALL_KINDS);
  await shopper.open('product/22423');
  await page.getByRole('button', { name: 'Send' }).click();
  const nps = page.getByRole('radiogroup', { name: 'Would you recommend us?' });
  await expect(nps.getByRole('radio').first()).toBeFocused();
  await shopper.look('survey-of-all-kinds');
  await nps.getByRole('radio', { name: '9' }).press('Space');
  await page.getByRole('radiogroup', { name: 'This product' }).getByRole('radio', { name: '4' }).press('Space');
  await page.getByRole('radio', { name: 'Something else' }).press('Space');
  await page.getByRole('textbox', { name: 'Something else' }).fill('The people');
  await page.getByRole('button', { name: 'Where did you hear of us?' }).click();
  await page.getByRole('option', { name: 'A friend' }).click();
  await page.getByRole('button', { name: 'Move up: The delivery' }).click();
  await page.getByRole('radiogroup', { name: 'The box' }).getByRole('radio', { name: 'Good' }).press('Space');
  await shopper.look('survey-answered');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('.segue-thanks', { hasText: 'That was a lot. Thank you!' })).toBeFocused();
});

test('right to left', async ({ page, shopper }) => {
  await page.addInitScript(() => localStorage.setItem('shop.react.language', '"ar"'));
  await shopper.isOffered(contents.LETTER_IN_ARABIC);
  await shopper.open('kitchen');
  const dialog = page.getByRole('dialog', { name: 'رسالة كل شهر' });
  await expect(dialog).toHaveCSS('direction', 'rtl');
  const close = await dialog.getByRole('button', { name: 'إغلاق' }).boundingBox();
  const box = await dialog.boundingBox();
  expect(close!.x - box!.x).toBeLessThan(40);
  await shopper.look('right-to-left');
});
