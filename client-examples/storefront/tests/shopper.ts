import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { mark, publish, type CampaignDraft } from './segue';

const PICTURES = process.env['SEGUE_PICTURES'] ?? 'node_modules/.playwright/pictures';

const VIEWPORTS = { phone: { width: 390, height: 844 }, desktop: { width: 1360, height: 860 } };
const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Somebody who looks at the shop in a browser window of their own. */
export interface Shopper {
  /** What the test's own events and campaigns are marked with. */
  name: string;
  visitorId: string;
  /** Open a page of the shop, such as `kitchen`. */
  open: (address?: string) => Promise<void>;
  /** Publish a campaign that only this shopper is shown. */
  isOffered: (draft: CampaignDraft) => Promise<string>;
  /** Keep pictures at the width of a phone and of a desk, and hold what is on the page to WCAG 2.2 AA. */
  inspect: (state: string) => Promise<void>;
}

export const test = base.extend<{ shopper: Shopper }>({
  shopper: async ({ page }, use) => {
    const name = `test-${crypto.randomUUID()}`;
    const visitorId = `shopper-${crypto.randomUUID()}`;
    await mark(visitorId, name);
    await page.addInitScript((id) => {
      localStorage['segue.visitor'] ??= JSON.stringify(id);
    }, visitorId);
    const complaints = gatherComplaints(page);
    await use({
      name,
      visitorId,
      open: async (address = '') => {
        await page.goto(address);
        await page.locator('main > *').first().waitFor();
      },
      isOffered: (draft) => publish(name, draft),
      async inspect(state) {
        for (const [width, viewport] of Object.entries(VIEWPORTS)) {
          await page.setViewportSize(viewport);
          await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
          await page.screenshot({ path: join(PICTURES, `${state}-${width}.png`) });
          const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).setLegacyMode().analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        }
        await page.setViewportSize(VIEWPORTS.desktop);
      },
    });
    expect(complaints).toEqual([]);
  },
});

/** What a page throws, or writes to the console as an error. Requests that fail are Chromium's to report. */
function gatherComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const isOfBrowser = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isOfBrowser) complaints.push(message.text());
  });
  return complaints;
}

/** Move the pointer out through the top of the window. */
export async function leaveByTheTop(page: Page): Promise<void> {
  await page.mouse.move(600, 300);
  await page.mouse.move(600, -5);
}

export function popup(title: string, more: object = {}): object {
  return { title, text: 'Ten per cent off, until Sunday.', ...more };
}

export { expect };
