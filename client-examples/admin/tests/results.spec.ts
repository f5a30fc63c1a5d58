import { expect, test } from './admin';
import { answerSurvey, signUp, unique } from './shop';

test('sign-ups are found by how the address begins', async ({ admin }) => {
  const { page } = admin;
  const mark = unique();
  const grace = await signUp(`grace.${mark}@example.com`);
  const katherine = await signUp(`katherine.${mark}@example.com`);
  await admin.open('Sign-ups');
  await expect(page.getByRole('link', { name: katherine })).toBeVisible();
  await page.getByLabel('Address begins with').fill(`grace.${mark}`);
  await expect(page.getByRole('link', { name: katherine })).toBeHidden();
  await expect(page.getByRole('link', { name: grace })).toBeVisible();
  await admin.accept('sign-ups');
});

test('survey answers are drawn, and found by a word in them', async ({ admin }) => {
  const { page } = admin;
  const mark = unique();
  const customer = await answerSurvey(9, `More teapots, please (${mark})`);
  await answerSurvey(4, 'Quicker delivery');
  await admin.open('Survey answers');
  await page.getByRole('combobox', { name: 'Survey' }).click();
  await page.getByRole('option', { name: 'Demo: how was it?' }).click();
  const recommend = page.getByRole('region', { name: 'Would you recommend us to a friend?' });
  await expect(recommend.getByRole('img')).toHaveAccessibleName(/4: [1-9].*9: [1-9]/);
  await expect(page.getByText('The delivery')).toBeVisible();
  await admin.accept('answers-drawn');
  await page.getByLabel('Search the answers').fill(mark);
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('article')).toContainText(customer);
  await admin.accept('answers-found');
});

test('a key is made, shown once, revoked, and the audit log tells who did it', async ({ admin }) => {
  const { page } = admin;
  const name = `Newsletter server ${unique()}`;
  await admin.open('API keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('What it is for').fill(name);
  await page.getByText('Secret, for servers and this page').click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByLabel('The key', { exact: true })).toHaveText(/^sk_/);
  await admin.accept('key-shown-once');
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText(/^sk_.{30}/)).toHaveCount(0);
  const row = page.getByRole('row', { name });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row.getByText(/^revoked/)).toBeVisible();
  await admin.accept('keys');

  await admin.open('Audit log');
  await page.getByLabel('Kind of thing').selectOption('API keys');
  const entry = page.getByRole('article').first();
  await expect(entry).toContainText('Revoke api key');
  await expect(entry).toContainText('Ada');
  await entry.getByRole('button', { name: /difference/ }).click();
  await expect(entry.getByText('revokedAt')).toBeVisible();
  await admin.accept('audit-log');
});

test('coupons, suppressions and settings are changed', async ({ admin }) => {
  const { page } = admin;
  const mark = unique();
  await admin.open('Coupons');
  await page.getByRole('button', { name: 'New pool' }).click();
  await page.getByLabel('Name').fill(`Spring codes ${mark}`);
  await page.getByLabel('Key').fill(`spring-${mark}`);
  await page.getByRole('button', { name: 'Make the pool' }).click();
  const pool = page.getByRole('row', { name: `Spring codes ${mark}` });
  await pool.getByRole('button', { name: 'Add codes' }).click();
  await page.getByRole('textbox', { name: 'Codes', exact: true }).fill('SPRING-1\nSPRING-2\nSPRING-3');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(pool.getByRole('cell').nth(1)).toContainText('3');
  await admin.accept('coupons');

  await admin.open('Suppressions');
  const bounced = `bounced.${mark}@example.com`;
  await page.getByLabel('Addresses to suppress').fill(bounced);
  await page.getByRole('button', { name: 'Suppress', exact: true }).click();
  await expect(page.getByRole('cell', { name: bounced, exact: true })).toBeVisible();
  await admin.accept('suppressions');
  await page.getByRole('button', { name: `Lift the suppression of ${bounced}` }).click();
  await expect(page.getByRole('cell', { name: bounced, exact: true })).toBeHidden();

  await admin.open('Settings');
  await page.getByLabel('Displays within a day').fill('12');
  await page.getByRole('button', { name: 'Save the limits' }).click();
  await expect(page.getByText('The limits are set')).toBeVisible();
  await page.getByLabel('Displays within a day').fill('');
  await page.getByRole('button', { name: 'Save the limits' }).click();
  await admin.accept('settings');
});
