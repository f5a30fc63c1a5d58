import { expect, test } from './admin';

test('the ten smart segments stand there with their sizes and values', async ({ admin }) => {
  const { page } = admin;
  await admin.open('Smart segments');
  await expect(page.getByRole('article')).toHaveCount(10);
  const lost = page.getByRole('article', { name: 'Lost Customers' });
  await expect(lost).toContainText(/1,6\d\d/);
  await expect(lost).toContainText('£');
  await expect(page.getByText('80th percentile of average value', { exact: true })).toBeVisible();
  await admin.accept('smart-segments');

  await page.getByRole('button', { name: 'Adjust the numbers' }).click();
  await expect(page.getByLabel('Lost in any case after so many days without an order')).toHaveValue('365');
  await admin.accept('smart-segment-numbers');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Loyals at Risk' }).click();
  await expect(page.getByTestId('audience-count')).toHaveText(/^1[67]\d$/);
  await page.getByRole('textbox', { name: 'Visitor', exact: true }).fill('12352');
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByText('it is 8.')).toBeVisible();
  await admin.accept('smart-segment');
});

test('a visitor is shown with orders, timeline and the reasons for segments', async ({ admin }) => {
  const { page } = admin;
  await admin.open('Visitors');
  await page.getByLabel('Visitor’s id').fill('12352');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '12352' })).toBeFocused();
  await expect(page.getByText(/^Order \d+: £/).first()).toBeVisible();
  await page.getByRole('button', { name: /^Loyals at Risk/ }).click();
  await expect(page.getByText('is in', { exact: true })).toBeVisible();
  await admin.accept('visitor');
});
