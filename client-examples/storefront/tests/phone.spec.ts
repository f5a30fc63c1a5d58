import type { Page } from '@playwright/test';
import { expect, popup, test } from './shopper';

test('a phone has triggers of its own, such as the page flung back to its top', async ({ page, shopper }) => {
  await shopper.isOffered({
    type: 'POPUP_BANNER',
    content: popup('Before you go'),
    definition: {
      display: {
        triggers: [{ kind: 'CUSTOM_EVENT', eventName: 'never' }],
        deviceTriggers: [{ device: 'MOBILE', triggers: [{ kind: 'EXIT_INTENT' }] }],
      },
    },
  });
  await shopper.isOffered({ type: 'NOTIFICATION_BAR', content: { messages: [{ text: 'Open today' }] } });
  await shopper.open();
  await expect(page.getByText('Open today')).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'Before you go' });
  await page.evaluate(() => scrollTo(0, 1_200));
  await expect(dialog).toBeHidden();
  await flingDown(page);
  await expect(dialog).toBeVisible();
});

/** Draw the page down with a finger, quickly, and let go. */
async function flingDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', { x: 200, y: 100 });
  for (let y = 200; y <= 700; y += 100) await touch('touchMove', { x: 200, y });
  await touch('touchEnd');
}
