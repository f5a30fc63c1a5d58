import type { Page } from '@playwright/test';
import { expect, leaveByTheTop, popup, test, type Shopper } from './shopper';

/** What sets each trigger off, after a page on which nothing of it has happened yet. */
const TRIGGERS: [trigger: Record<string, unknown>, act: (page: Page, shopper: Shopper) => Promise<void>][] = [
  [{ kind: 'IMMEDIATELY' }, async () => undefined],
  [{ kind: 'DELAY', delaySeconds: 1 }, async () => undefined],
  [{ kind: 'SCROLL', scrollPercent: 60 }, (page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight))],
  [{ kind: 'EXIT_INTENT' }, leaveByTheTop],
  [{ kind: 'INACTIVITY', inactivitySeconds: 1 }, async () => undefined],
  [{ kind: 'ELEMENT_CLICK', selector: 'footer' }, (page) => page.getByText('Made with care').click()],
  [{ kind: 'CUSTOM_EVENT', eventName: 'gift-wanted' }, (page) => page.evaluate(() => window.segue.emit('gift-wanted'))],
  [{ kind: 'PAGE_COUNT', pageCount: 2 }, (page) => page.getByRole('link', { name: 'Kitchen' }).first().click()],
];
/** These wait for something that the visitor does. */
const WAITS_FOR_THE_VISITOR = ['SCROLL', 'EXIT_INTENT', 'ELEMENT_CLICK', 'CUSTOM_EVENT', 'PAGE_COUNT'];

for (const [trigger, act] of TRIGGERS) {
  test(`a campaign waits for ${trigger['kind']}`, async ({ page, shopper }) => {
    await shopper.isOffered({
      type: 'POPUP_BANNER',
      content: popup('Just now'),
      definition: { display: { triggers: [trigger] } },
    });
    // Shown at once, so that the page is known to have its campaigns.
    await shopper.isOffered({ type: 'NOTIFICATION_BAR', content: { messages: [{ text: 'Open today' }] } });
    await shopper.open();
    await expect(page.getByText('Open today')).toBeVisible();
    const dialog = page.getByRole('dialog', { name: 'Just now' });
    if (WAITS_FOR_THE_VISITOR.includes(String(trigger['kind']))) await expect(dialog).toBeHidden();
    await act(page, shopper);
    await expect(dialog).toBeVisible();
  });
}

test('a clock goes on from page to page where it shall', async ({ page, shopper }) => {
  await shopper.isOffered({
    type: 'POPUP_BANNER',
    content: popup('Still here'),
    definition: { display: { triggers: [{ kind: 'DELAY', delaySeconds: 3, acrossPages: true }] } },
  });
  await shopper.open();
  const start = Date.now();
  await expect.poll(() => Date.now() - start).toBeGreaterThan(1_500);
  await page.getByRole('link', { name: 'Kitchen' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Still here' })).toBeVisible({ timeout: 2_900 });
});
