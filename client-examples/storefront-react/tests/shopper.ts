import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import type { CampaignDraft } from '../../storefront/tests/segue';
import { publishFor, welcome } from './marketer';

const PICTURES = process.env['SEGUE_PICTURES'] ?? 'node_modules/.playwright/pictures';

/** Somebody in a browser of their own, whom some campaigns are for alone. */
export interface Shopper {
  visitorId: string;
  open: (path?: string) => Promise<void>;
  isOffered: (draft: CampaignDraft) => Promise<string>;
  /** Keep a picture of what is shown, and hold it to WCAG 2.2 AA. */
  look: (state: string) => Promise<void>;
}

export const test = base.extend<{ shopper: Shopper }>({
  shopper: async ({ page }, use, { project }) => {
    const visitorId = `react-${randomUUID()}`;
    await welcome(visitorId);
    await page.addInitScript((id) => {
      if (location.protocol === 'http:') localStorage.setItem('segue.visitor', JSON.stringify(id));
    }, visitorId);
    const complaints = complaintsOf(page);
    await use({
      visitorId,
      open: async (path = '') => {
        await page.goto(path);
        await page.getByRole('main').waitFor();
      },
      isOffered: (draft) => publishFor(visitorId, draft),
      async look(state) {
        await page.screenshot({ path: join(PICTURES, `${project.name}-${state}.png`) });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .setLegacyMode()
          .analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      },
    });
    expect(complaints).toEqual([]);
  },
});

/** What the page throws or logs as an error. That a request failed is the browser's own to say. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  return complaints;
}

/** What the page has asked the API for so far: how each operation was named and answered. */
export function operationsOf(page: Page): { name: string; isByIdOnly: boolean; status: number }[] {
  const operations: { name: string; isByIdOnly: boolean; status: number }[] = [];
  page.on('response', (response) => {
    const request = response.request();
    if (request.method() !== 'POST') return;
    const { operationName, query, extensions } = request.postDataJSON();
    const isByIdOnly = query === undefined && /^[0-9a-f]{64}$/.test(extensions?.persistedQuery?.sha256Hash);
    operations.push({ name: operationName, isByIdOnly, status: response.status() });
  });
  return operations;
}

/** Move the pointer out through the upper edge of the window. */
export async function leaveByTheTop(page: Page): Promise<void> {
  await page.mouse.move(600, 300);
  await page.mouse.move(600, -5);
}

export { expect };
