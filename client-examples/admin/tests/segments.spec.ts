import { expect, test, type Admin } from './admin';
import { unique } from './shop';

async function seeOption({ page }: Admin, text: string): Promise<void> {
  await expect(page.getByRole('option', { name: text }).filter({ visible: true }).first()).toBeVisible();
}

/** Choose from a list that can be searched, by keyboard: type, then Enter. */
async function choose(admin: Admin, label: string, text: string): Promise<void> {
  const input = admin.page.getByRole('combobox', { name: label }).last();
  await input.fill(text);
  await seeOption(admin, text);
  await input.press('Enter');
}

test('a marketer builds a segment with nested rules, asks why a visitor is in, and publishes it', async ({ admin }) => {
  const { page } = admin;
  const mark = unique();
  const name = `Buyers abroad ${mark}`;
  await admin.open('Segments');
  await page.getByRole('link', { name: 'New segment' }).click();
  const count = page.getByTestId('audience-count');
  await expect(count).toHaveText(/^4,\d{3}$/);

  await page.getByLabel('Name', { exact: false }).fill(name);
  await expect(page.getByLabel('Key')).toHaveValue(`buyers-abroad-${mark}`);
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.getByRole('menuitem', { name: /^Orders/ }).click();
  await choose(admin, 'What to look at', 'Number of orders');
  await page.getByLabel('Number of orders: value').fill('5');
  await expect(count).toHaveText('1,114');

  await page.getByRole('button', { name: 'Add group' }).click();
  const group = page.getByRole('group', { name: 'Group: Any of these holds' });
  await group.getByRole('button', { name: 'Add condition' }).click();
  await page.getByRole('menuitem', { name: /^Visitor/ }).click();
  await choose(admin, 'What to look at', 'Country');
  await group.getByLabel('Country: value').fill('Iceland');
  await group.getByRole('button', { name: 'Add condition' }).click();
  await page.getByRole('menuitem', { name: /^Segment/ }).click();
  await choose(admin, 'Segment', 'Richie Riches');
  await expect(count).not.toHaveText('1,114');
  await admin.accept('segment-builder');

  await page.getByRole('textbox', { name: 'Visitor', exact: true }).fill('12347');
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByText('is in', { exact: true })).toBeVisible();
  await expect(group.getByRole('img', { name: 'Holds for the visitor' }).first()).toBeVisible();
  await admin.accept('segment-explained');

  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('From the next query on')).toBeVisible();
  await admin.accept('segment-publishing');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('live', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Members' }).click();
  await expect(page.getByRole('link', { name: '12347' })).toBeVisible();
  await admin.accept('segment-members');
});

test('a rule is built by keyboard alone, and what the server refuses stands beside it', async ({ admin }) => {
  const { page } = admin;
  await page.goto('/admin/segments/new');
  await page.getByRole('button', { name: 'Add condition' }).focus();
  await page.keyboard.press('Enter');
  // A menu takes the focus some time after it is on screen; keys pressed before are the button's.
  await expect(page.getByRole('menu').locator(':focus')).toBeAttached();
  for (const kind of [/^Visitor/, /^Orders/, /^Smart figure/, /^Behaviour/]) {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: kind })).toBeFocused();
  }
  await page.keyboard.press('Enter');
  const behaviour = page.getByRole('group', { name: 'Behaviour' });
  const what = behaviour.getByRole('combobox', { name: 'What the visitor did' });
  await expect(what).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('ordered');
  await seeOption(admin, 'ordered');
  await page.keyboard.press('Enter');
  await expect(what).toHaveValue('ordered');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Tab');
  await expect(page.getByLabel('how often: value')).toBeFocused();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('2');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('In the last: how many')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('99999');
  await expect(behaviour.getByRole('alert')).toContainText('36,500');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('90');
  await expect(page.getByTestId('audience-count')).not.toHaveText(/^4,\d{3}$/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'More for this condition' })).toBeFocused();
});
