import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

/** Where pictures of the pages are kept. */
const PICTURES = process.env.SEGUE_PICTURES ?? 'node_modules/.pictures';

/** A browser signed in to the demo as Ada, and what the page logged as an error. */
export const test = base.extend<{ admin: Admin }>({
  admin: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const admin = new Admin(page);
    await admin.signIn();
    await use(admin);
    expect(errors).toEqual([]);
  },
});

export class Admin {
  constructor(readonly page: Page) {}

  async signIn(): Promise<void> {
    await this.page.goto('/admin/');
    await this.page.getByLabel('Your name').fill('Ada');
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(this.page.getByRole('navigation', { name: 'Sections' })).toBeVisible();
  }

  async open(section: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section, exact: true }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: section, exact: true })).toBeVisible();
  }

  /**
   * Check that axe finds nothing serious in what is on screen now, and keep a picture of it.
   *
   * @param leaveOut is shown at a reduced size here, and accepted elsewhere at its own.
   */
  async accept(picture: string, leaveOut: string[] = []): Promise<void> {
    await expect(this.page.locator('[aria-busy="true"], [role="status"][aria-label="Loading"]')).toHaveCount(0);
    await this.page.screenshot({ path: `${PICTURES}/${picture}.png`, animations: 'disabled', fullPage: true });
    const builder = leaveOut.reduce((axe, selector) => axe.exclude(selector), new AxeBuilder({ page: this.page }));
    const { violations } = await builder
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .setLegacyMode() // no second page for frames of other origins, of which there are none: half the time
      .analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  }
}

export { expect };
