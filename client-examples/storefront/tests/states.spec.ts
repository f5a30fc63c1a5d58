import * as contents from './contents';
import { expect, test } from './shopper';

const DIALOGS: [state: string, draft: typeof contents.POPUP, title: string][] = [
  ['popup', contents.POPUP, 'It has been a while'],
  ['popup-at-the-corner', contents.POPUP_AT_THE_CORNER, 'Free delivery today'],
  ['letter', contents.LETTER, 'A letter a month'],
  ['survey', contents.BRANCHING_SURVEY, 'Was everything all right?'],
];

test('the shop itself', async ({ page, shopper }) => {
  for (const address of ['', 'product/22423', 'search?q=teacup']) {
    await shopper.open(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await shopper.inspect(`page-${address.split(/\W/)[0] || 'home'}`);
  }
});

for (const [state, draft, title] of DIALOGS) {
  test(`a dialog: ${state}`, async ({ page, shopper }) => {
    await shopper.isOffered(draft);
    await shopper.open('kitchen');
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await shopper.inspect(state);
  });
}

test('a teaser that opens', async ({ page, shopper }) => {
  await shopper.isOffered(contents.TEASER);
  await shopper.open();
  const teaser = page.getByRole('button', { name: 'A gift for you' });
  await expect(teaser).toBeVisible();
  await shopper.inspect('teaser');
  await teaser.click();
  await expect(page.getByRole('dialog', { name: 'A little something for you' })).toBeVisible();
});

test('a bar whose messages take turns', async ({ page, shopper }) => {
  await shopper.isOffered(contents.BAR);
  await shopper.open('kitchen');
  const bar = page.getByRole('region', { name: 'Notice' });
  await expect(bar.getByText('Free delivery today')).toBeVisible();
  await shopper.inspect('bar');
});

test('two hero banners in one slot', async ({ page, shopper }) => {
  await shopper.isOffered(contents.hero('And for the evening', 2));
  await shopper.isOffered(contents.hero('New for our regulars', 1));
  await shopper.open();
  await expect(page.getByRole('heading', { name: 'New for our regulars' })).toBeVisible();
  await expect(page.getByRole('button', { name: '2 / 2' })).toBeVisible();
  await shopper.inspect('hero');
});

test('a wheel that turns to what was won', async ({ page, shopper }) => {
  await shopper.isOffered(contents.WHEEL);
  await shopper.open('kitchen');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Turn the wheel' })).toBeVisible();
  await shopper.inspect('wheel');
  await dialog.getByLabel('E-mail address').fill(`${shopper.visitorId}@example.com`);
  await dialog.getByLabel('You may write to me.').check();
  await dialog.getByRole('button', { name: 'Turn' }).click();
  await expect(dialog.getByText('You have won: £5 off')).toBeVisible();
  await expect(dialog.getByText('FIVE')).toBeVisible();
  await shopper.inspect('wheel-won');
});

test('a survey of all kinds of questions, in the page', async ({ page, shopper }) => {
  await shopper.isOffered(contents.SURVEY_OF_ALL_KINDS);
  await shopper.open('product/22423');
  const survey = page.getByRole('heading', { name: 'Tell us everything' });
  await survey.scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Send' }).click();
  const [nps] = await page.getByRole('group', { name: 'Would you recommend us?' }).all();
  await expect(nps!.getByRole('radio').first()).toBeFocused();
  await shopper.inspect('survey-of-all-kinds');
});

test('right to left', async ({ page, shopper }) => {
  await page.addInitScript(() => localStorage.setItem('shop.language', 'ar'));
  await shopper.isOffered(contents.LETTER_IN_ARABIC);
  await shopper.open('kitchen');
  const dialog = page.getByRole('dialog', { name: 'رسالة كل شهر' });
  await expect(dialog).toHaveCSS('direction', 'rtl');
  const close = await dialog.getByRole('button', { name: 'إغلاق' }).boundingBox();
  const box = await dialog.boundingBox();
  expect(close!.x - box!.x).toBeLessThan(40);
  await shopper.inspect('right-to-left');
});
