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
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.synthesizeScrollGesture', { x: 200, y: 300, yDistance: 1_000, speed: 8_000, gestureSourceType: 'touch' });
  await expect(dialog).toBeVisible();
});
