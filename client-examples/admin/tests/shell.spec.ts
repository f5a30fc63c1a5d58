import { expect, test } from './admin';

test('every section opens from the navigation', async ({ admin }) => {
  const links = admin.page.getByRole('navigation', { name: 'Sections' }).getByRole('link');
  for (const label of await links.allTextContents()) {
    await admin.open(label);
    await admin.accept(`section-${label.toLowerCase().replaceAll(' ', '-')}`);
  }
});

test('the command palette leads to a section by keyboard alone', async ({ admin }) => {
  await admin.page.keyboard.press('Control+k');
  await admin.page.getByRole('textbox', { name: 'Go to' }).fill('audit');
  await admin.page.keyboard.press('Enter');
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeFocused();
});
