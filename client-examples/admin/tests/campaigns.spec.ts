import type { Page } from '@playwright/test';

import { type Admin, expect, test } from './admin';
import { makeSegment, Shopper, unique } from './shop';

test.describe.configure({ timeout: 90_000 });

/** The preview beside the editor. */
const REDUCED = ['main [data-testid=preview]'];

/** A marketer's hands in the campaign editor. */
class Editor {
  constructor(readonly page: Page) {}

  /** Make a draft by the form, and return its id. */
  async make(name: string, type: string): Promise<string> {
    await this.page.goto('/admin/campaigns/new');
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('radio', { name: type }).check();
    await this.page.getByRole('button', { name: 'Make the draft' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
    return new URL(this.page.url()).pathname.split('/').at(-1)!;
  }

  part(name: string) {
    return this.page.getByRole('tablist', { name: 'Parts of the campaign' }).getByRole('tab', { name });
  }

  tab(name: string) {
    return this.page.getByRole('tablist', { name: 'Campaign', exact: true }).getByRole('tab', { name });
  }

  get preview() {
    return this.page.getByTestId('preview');
  }

  async target(segment: string): Promise<void> {
    await this.part('Audience').click();
    await this.page.getByRole('combobox', { name: 'Only members of any of these' }).fill(segment);
    await this.page.getByRole('option', { name: segment }).click();
    await this.page.keyboard.press('Escape');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await expect(this.page.getByRole('button', { name: 'Save' })).toBeDisabled();
    await expect(this.page.getByText('Not saved yet')).toBeHidden();
  }

  /** Choose from the menu of what can be done with the campaign. */
  async act(name: string, action: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  async publish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish …' }).click();
    await this.page.getByRole('button', { name: 'Publish now' }).click();
    await expect(this.page.getByRole('dialog')).toBeHidden();
    await expect(this.page.getByRole('main').getByText('live', { exact: true })).toBeVisible();
  }
}

test('a form is made, tried, aimed and published; a shopper signs up, and the marketer sees it', async ({ admin }) => {
  const { page } = admin;
  const editor = new Editor(page);
  const segment = await makeSegment();
  const shopper = await Shopper.whoLookedAt(segment);
  const id = await editor.make(`Autumn letter ${segment}`, 'E-mail collection');

  await page.getByRole('textbox', { name: 'Headline' }).fill('The autumn letter');
  await expect(editor.preview).toContainText('The autumn letter');
  await editor.preview.getByRole('button', { name: 'Sign me up' }).click();
  await expect(editor.preview).toContainText('You will hear from us');

  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Arabic' }).click();
  await expect(page.getByRole('tab', { name: 'Arabic', selected: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Headline' }).fill('رسالة الخريف');
  await page.locator('label').filter({ hasText: /^Phone$/ }).click();
  await expect(editor.preview.locator('[dir=rtl]').last()).toContainText('رسالة الخريف');
  await admin.accept('campaign-e-mail-arabic-phone', REDUCED);

  await page.getByRole('button', { name: 'Variant', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Variant B', selected: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Headline' }).fill('A letter for you');
  await editor.target(segment);
  await expect(page.getByTestId('audience-count')).toHaveText('1');
  await admin.accept('campaign-audience', REDUCED);
  await editor.part('Experiment').click();
  await page.getByRole('textbox', { name: 'Weight' }).nth(1).fill('3');
  await expect(page.getByText('A 25 % · B 75 %')).toBeVisible();
  await editor.save();

  expect(await shopper.offerOf(id)).toBeUndefined();
  await editor.publish();
  const offer = await shopper.offerOf(id, { locale: 'ar' });
  expect(offer?.campaign.locale).toBe('ar');
  await shopper.claim(offer!);
  await shopper.signUp(offer!, `${segment}@example.com`);

  await editor.tab('Results').click();
  await expect(page.getByRole('region', { name: 'Visitors who saw it' })).toContainText('1');
  await expect(page.getByRole('region', { name: 'Latest sign-ups' })).toContainText(`${segment}@example.com`);
  await admin.accept('campaign-results', REDUCED);

});

test('publishing shows what it changes, and what was published can be brought back', async ({ admin }) => {
  const { page } = admin;
  const editor = new Editor(page);
  const segment = await makeSegment();
  const shopper = await Shopper.whoLookedAt('something else');
  await editor.make(`Bar ${segment}`, 'Notification bar');
  await editor.target(segment);
  await editor.publish();

  await editor.tab('Check a visitor').click();
  await page.getByRole('textbox', { name: 'Visitor' }).fill(shopper.id);
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByRole('list', { name: 'Gates' }).getByRole('img', { name: 'Not passed' })).toHaveCount(1);
  await admin.accept('campaign-visitor', REDUCED);

  await editor.tab('Edit').click();
  await editor.part('Content').click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).first().fill('Delivery is free this week');
  await page.getByRole('button', { name: 'Publish …' }).click();
  await expect(page.getByRole('dialog')).toContainText('Variant A › English › Message 1 › Text');
  await expect(page.getByRole('dialog')).toContainText('Delivery is free this week');
  await admin.accept('campaign-differences', REDUCED);
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await editor.tab('Versions').click();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.getByText('brings back version 1')).toBeVisible();
  await admin.accept('campaign-versions', REDUCED);
});

test('a survey branches as the preview shows, and its answers arrive', async ({ admin }) => {
  const { page } = admin;
  const editor = new Editor(page);
  const segment = await makeSegment();
  const id = await editor.make(`Survey ${segment}`, 'Form-survey');
  await page.getByRole('button', { name: 'Add a question' }).click();
  const questions = page.locator('[id="definition.variants.0.translations.0.content.formSurvey.questions"]');
  await questions.getByLabel('Kind').last().selectOption('SINGLE_CHOICE');
  await questions.getByRole('textbox', { name: 'Question', exact: true }).last().fill('May we call you?');

  await page.getByRole('button', { name: /^Question 1:/ }).click();
  await page.getByRole('button', { name: 'Add a branch' }).first().click();
  await page.getByLabel('From').first().fill('9');
  await page.getByLabel('To', { exact: true }).first().fill('10');
  await page.getByLabel('Go on to').first().selectOption({ label: 'May we call you?' });
  await expect(editor.preview).toContainText('main reason');
  await editor.preview.getByRole('button', { name: '10' }).click();
  await expect(editor.preview).not.toContainText('main reason');
  await expect(editor.preview).toContainText('May we call you?');
  await page.getByRole('button', { name: 'Preview in full size' }).click();
  await admin.accept('campaign-survey-full-size', REDUCED);
  await page.keyboard.press('Escape');

  await editor.target(segment);
  await editor.publish();
  const shopper = await Shopper.whoLookedAt(segment);
  const offer = await shopper.offerOf(id);
  await shopper.claim(offer!);
  await shopper.answer(offer!, [
    { question: 'recommend', score: 10 },
    { question: 'question-3', options: ['no'] },
  ]);
  await editor.tab('Results').click();
  await expect(page.getByRole('region', { name: 'Latest answers' })).toContainText('10');
});

test('the questions of one language are asked in the other, in the words that it has', async ({ admin }) => {
  const { page } = admin;
  const editor = new Editor(page);
  await editor.make(`Survey ${unique()}`, 'Form-survey');
  const inGerman = page.getByRole('tablist', { name: 'Languages' }).getByRole('tab', { name: 'German' });
  const question = page.getByRole('textbox', { name: 'Question', exact: true });
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('combobox', { name: 'Language to add' }).fill('German');
  await page.getByRole('option', { name: 'German' }).click();
  await expect(inGerman).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: /^Question 1:/ }).click();
  await question.fill('Wie war es?');

  await page.getByRole('tab', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Add a question' }).click();
  await question.last().fill('May we call you?');
  await page.getByRole('button', { name: 'Use these questions elsewhere' }).click();
  await page.getByRole('menuitem', { name: 'In all languages of this variant' }).click();
  await inGerman.click();
  await expect(page.getByRole('button', { name: /^Question 1:/ })).toContainText('Wie war es?');
  await expect(page.getByRole('button', { name: /^Question 3:/ })).toContainText('May we call you?');
  await admin.accept('campaign-questions-copied', REDUCED);
  await editor.save();
});

test('a link shows a tester the draft, and nobody else', async ({ admin }) => {
  const { page } = admin;
  const editor = new Editor(page);
  const segment = await makeSegment();
  const name = `Tried ${segment}`;
  const id = await editor.make(name, 'Notification bar');
  await editor.target(segment);
  await editor.save();
  await editor.act(name, 'Show the draft to testers');
  await editor.act(name, 'Link for testers …');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address of the shop').fill('https://shop.example/sale?from=letter');
  await admin.accept('campaign-test-link', REDUCED);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = dialog.getByLabel('The link', { exact: true });
  await expect(link).toContainText('https://shop.example/sale?from=letter&segue-test=');
  await admin.accept('campaign-test-link-made', REDUCED);
  const testToken = new URL(await link.innerText()).searchParams.get('segue-test')!;
  const shopper = await Shopper.whoLookedAt(segment);
  expect(await shopper.offerOf(id)).toBeUndefined();
  expect(await shopper.offerOf(id, { testToken })).toBeDefined();
});

test('a hero banner is published once what was wrong is put right', async ({ admin }) => {
  const { page } = admin;
  const editor = new Editor(page);
  const segment = await makeSegment();
  const id = await editor.make(`Hero ${segment}`, 'Hero banner');
  await page.getByRole('textbox', { name: 'Headline' }).fill('Lights for dark evenings');
  await expect(editor.preview).toContainText('Lights for dark evenings');
  await editor.target(segment);
  await page.getByRole('button', { name: 'Publish …' }).click();
  const problems = page.getByRole('alert', { name: 'This has to be put right first' });
  await expect(problems).toContainText('Say what the picture shows');
  await problems.getByRole('button', { name: /alternative text/i }).click();
  await expect(page.getByRole('textbox', { name: 'What it shows' })).toBeFocused();
  await admin.accept('campaign-hero-problem', REDUCED);
  await page.keyboard.type('A lamp at a window');
  await editor.publish();
  expect(await (await Shopper.whoLookedAt(segment)).offerOf(id)).toBeDefined();
});

for (const { type, words } of [
  { type: 'Popup banner', words: 'Headline' },
  { type: 'Notification bar', words: 'Text' },
]) {
  test(`a ${type.toLowerCase()} is shown as its preview is, on a desktop and on a phone`, async ({ admin }) => {
    const { page } = admin;
    const editor = new Editor(page);
    const segment = await makeSegment();
    const id = await editor.make(`${type} ${segment}`, type);
    await page.getByRole('textbox', { name: words, exact: true }).first().fill('Hello {{firstName|friend}}');
    await expect(editor.preview).toContainText('Hello friend');
    await editor.target(segment);
    if (type === 'Popup banner') await acceptParts(admin, editor);
    await editor.part('Coupon').click();
    await page.getByLabel('Visitors get a code').check();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('label').filter({ hasText: /^Preview$/ }).click();
    await page.locator('label').filter({ hasText: /^Phone$/ }).click();
    await expect(editor.preview).toContainText('Hello friend');
    await admin.accept(`campaign-${type.toLowerCase().replace(' ', '-')}-narrow-preview`, REDUCED);
    await editor.publish();
    expect(await (await Shopper.whoLookedAt(segment)).offerOf(id)).toBeDefined();
  });
}

async function acceptParts(admin: Admin, editor: Editor): Promise<void> {
  for (const part of ['Content', 'Pages', 'Display', 'Experiment']) {
    await editor.part(part).click();
    await expect(editor.part(part)).toHaveAttribute('aria-selected', 'true');
    await admin.accept(`campaign-${part.toLowerCase()}`, REDUCED);
  }
}

test('campaigns are found, copied, paused, resumed and archived from the list', async ({ admin }) => {
  const { page } = admin;
  const editor = new Editor(page);
  const segment = await makeSegment();
  const name = `List ${segment}`;
  await editor.make(name, 'Notification bar');
  await editor.target(segment);
  await editor.publish();
  await page.goto('/admin/campaigns');
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(segment);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(2);
  await admin.accept('campaigns-found', REDUCED);

  await page.getByLabel(`Choose ${name}`).check();
  await page.getByRole('button', { name: 'Pause those that are live' }).click();
  await expect(rows.nth(1)).toContainText('paused');
  await editor.act(name, 'Resume');
  await expect(rows.nth(1)).toContainText('live');
  await editor.act(name, /Archive/);
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(rows.nth(1)).toContainText('archived');
  await editor.act(name, 'Duplicate');
  await expect(page.getByRole('heading', { level: 1, name: `${name} (copy)` })).toBeVisible();
});
