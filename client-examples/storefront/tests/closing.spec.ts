import { BAR, LETTER, POPUP } from './contents';
import { expectEvents } from './segue';
import { expect, popup, test } from './shopper';

const AT_ONCE = { triggers: [{ kind: 'IMMEDIATELY' }] };

for (const [how, close] of [
  ['its button', (page) => page.getByRole('button', { name: 'Close' }).click()],
  ['Escape', (page) => page.keyboard.press('Escape')],
  ['a click beside it', (page) => page.mouse.click(5, 5)],
] satisfies [string, (page: import('@playwright/test').Page) => Promise<void>][]) {
  test(`a dialog closes by ${how}, and that counts`, async ({ page, shopper }) => {
    const campaignId = await shopper.isOffered({
      type: 'POPUP_BANNER',
      content: popup('Only once'),
      definition: { display: AT_ONCE, frequency: { stopAfterClose: true } },
    });
    await shopper.open('kitchen');
    const dialog = page.getByRole('dialog', { name: 'Only once' });
    await expect(dialog).toBeVisible();
    await close(page);
    await expect(dialog).toBeHidden();
    await expectEvents(shopper.name, 'CAMPAIGN_CLOSE', { campaignId });
  });
}

test('what is closed for good stays away, on the next page and after a reload', async ({ page, shopper }) => {
  await shopper.isOffered(BAR);
  await shopper.isOffered({ type: 'NOTIFICATION_BAR', content: { messages: [{ text: 'Open today' }], edge: 'BOTTOM' } });
  await shopper.open('kitchen');
  const bar = page.getByRole('region', { name: 'Notice' }).filter({ hasText: 'Free delivery' });
  await bar.getByRole('button', { name: 'Close' }).click();
  await expect(bar).toBeHidden();
  for (const address of ['paper', 'home']) {
    await shopper.open(address);
    await expect(page.getByText('Open today')).toBeVisible();
    await expect(bar).toBeHidden();
  }
});

test('a campaign is shown no more often than it may be, whatever the number of tabs', async ({ page, context, shopper }) => {
  await shopper.isOffered({
    type: 'POPUP_BANNER',
    content: popup('Once for all'),
    definition: { display: AT_ONCE, frequency: { maximumImpressions: 1 } },
  });
  await shopper.isOffered({ type: 'NOTIFICATION_BAR', content: { messages: [{ text: 'Open today' }] } });
  const other = await context.newPage();
  await other.addInitScript((id) => localStorage.setItem('segue.visitor', JSON.stringify(id)), shopper.visitorId);
  await Promise.all([shopper.open('kitchen'), other.goto('kitchen')]);
  for (const each of [page, other]) await expect(each.getByText('Open today')).toBeVisible();
  const count = async () => (await page.getByRole('dialog').count()) + (await other.getByRole('dialog').count());
  await expect.poll(count).toBe(1);
});

test('the keyboard stays within a modal dialog, and the focus returns to where it was', async ({ page, shopper }) => {
  await shopper.isOffered({ ...LETTER, definition: { display: { triggers: [{ kind: 'CUSTOM_EVENT', eventName: 'letter' }] } } });
  await shopper.isOffered({ type: 'NOTIFICATION_BAR', content: { messages: [{ text: 'Open today' }] } });
  await shopper.open('kitchen');
  await expect(page.getByText('Open today')).toBeVisible();
  const search = page.getByRole('searchbox');
  await search.focus();
  await page.evaluate(() => window.segue.emit('letter'));
  const dialog = page.getByRole('dialog', { name: 'A letter a month' });
  await expect(dialog).toBeFocused();
  const visited: string[] = [];
  for (let step = 0; step < 9; step++) {
    await page.keyboard.press('Tab');
    visited.push(
      await page.evaluate(() => {
        const { activeElement: focused } = document;
        if (focused === document.body || !focused) return 'browser';
        return focused.closest('dialog') ? focused.tagName : `outside: ${focused.outerHTML}`;
      }),
    );
  }
  expect(visited.filter((place) => place.startsWith('outside'))).toEqual([]);
  expect(visited).toEqual(expect.arrayContaining(['INPUT', 'SELECT', 'A', 'BUTTON']));
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(search).toBeFocused();
});

test('a dialog beside the page takes no focus, and is announced', async ({ page, shopper }) => {
  await shopper.isOffered({ ...POPUP, content: popup('By the way', { hasOverlay: false }), definition: { display: { triggers: [{ kind: 'CUSTOM_EVENT', eventName: 'now' }] } } });
  await shopper.isOffered({ type: 'NOTIFICATION_BAR', content: { messages: [{ text: 'Open today' }] } });
  await shopper.open('kitchen');
  await expect(page.getByText('Open today')).toBeVisible();
  const search = page.getByRole('searchbox');
  await search.focus();
  await page.evaluate(() => window.segue.emit('now'));
  await expect(page.getByRole('dialog', { name: 'By the way' })).toBeVisible();
  await expect(search).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'By the way' })).toBeAttached();
});

test('nothing moves for whoever would rather have it still', async ({ page, shopper }) => {
  const definition = { display: { ...AT_ONCE, animation: { entrance: 'ZOOM', milliseconds: 2_000 } } };
  await shopper.isOffered({ ...BAR, content: { ...BAR.content, rotatesEverySeconds: 2 } });
  await shopper.isOffered({ type: 'POPUP_BANNER', content: popup('Calmly', { hasOverlay: false }), definition });
  await shopper.open('kitchen');
  await expect(page.getByRole('dialog', { name: 'Calmly' })).toHaveCSS('animation-name', 'none');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();

  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.reload();
  await expect(page.getByRole('dialog', { name: 'Calmly' })).toHaveCSS('animation-name', 'segue-zoom');
  await expect(page.getByText('Ordered by noon')).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});
