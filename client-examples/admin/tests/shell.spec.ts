import { expect, test, type Admin } from './admin';

async function visitAll(admin: Admin, name: string): Promise<void> {
  const links = admin.page.getByRole('navigation', { name: 'Sections' }).getByRole('link');
  const labels = await links.allTextContents();
  expect(labels.length).toBeGreaterThan(10);
  for (const label of labels) {
    await admin.open(label);
    await admin.accept(`${name}-${label.toLowerCase().replaceAll(' ', '-')}`);
  }
}

test('every section opens from the navigation', async ({ admin }) => {
  await visitAll(admin, 'section');
});

test('every section fits a telephone, in dark colours', async ({ admin }) => {
  const { page } = admin;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  const paths = ['', 'segments', 'segments/new', 'smart-segments', 'visitors/12347', 'sign-ups', 'answers', 'keys', 'audit-log', 'settings'];
  for (const path of paths) {
    await page.goto(`/admin/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await admin.accept(`narrow-${path.replaceAll('/', '-') || 'dashboard'}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});

test('the command palette leads to a section by keyboard alone', async ({ admin }) => {
  await admin.page.keyboard.press('Control+k');
  await admin.page.getByRole('textbox', { name: 'Go to' }).fill('audit');
  await admin.page.keyboard.press('Enter');
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeFocused();
});
