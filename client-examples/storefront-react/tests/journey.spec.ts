import { BRANCHING_SURVEY, LETTER } from '../../storefront/tests/contents';
import { admin } from './marketer';
import { expect, leaveByTheTop, operationsOf, test } from './shopper';

test('a shopper becomes a Big Spender, is shown the right popup, signs up and answers a survey', async ({ page, shopper }) => {
  test.slow();
  await shopper.isOffered({
    type: 'POPUP_BANNER',
    audience: { segment: { key: 'big-spenders' } },
    content: {
      title: 'For our best customers',
      text: 'Ten per cent off, until Sunday.',
      buttons: [{ label: 'See what is new', link: { url: '/shop/spring' } }],
    },
    definition: { display: { triggers: [{ kind: 'EXIT_INTENT' }] }, pageTypes: ['CATEGORY'] },
  });
  const letterId = await shopper.isOffered({ ...LETTER, definition: { ...LETTER.definition, pageTypes: ['OTHER'] } });
  const surveyId = await shopper.isOffered({
    ...BRANCHING_SURVEY,
    definition: { ...BRANCHING_SURVEY.definition, pageTypes: ['PURCHASE_SUCCESS'] },
  });
  const dialog = page.getByRole('dialog');
  const operations = operationsOf(page);
  await shopper.open();

  async function order(quantity: number): Promise<void> {
    await page.getByRole('navigation').getByRole('link', { name: 'Kitchen' }).first().click();
    await page.getByRole('link', { name: 'Three-tier Regency cake stand' }).click();
    await page.getByLabel('Quantity').fill(String(quantity));
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await page.getByRole('link', { name: /^Basket/ }).click();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await expect(page.getByRole('heading', { name: 'Thank you! Your order is on its way.' })).toBeVisible();
  }

  await test.step('the survey asks on by what was answered, and goes on after a reload', async () => {
    await order(400);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(dialog.getByRole('radio', { name: '0', exact: true })).toBeFocused();
    await dialog.getByRole('radio', { name: '9' }).press('Space');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(dialog.getByText('What did you like?')).toBeVisible();
    await dialog.getByRole('button', { name: 'Go back' }).click();
    await dialog.getByRole('radio', { name: '3' }).press('Space');
    const saved = page.waitForResponse((response) => response.request().postData()?.includes('SaveSurveyProgress') ?? false);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(dialog.getByText('What did you like?')).toBeHidden();
    await saved;
    await page.reload();
    await dialog.getByLabel('What is missing?').fill('More colours');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByRole('radio', { name: 'Yes' }).press('Space');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await expect(dialog.getByText('Thank you, we read every answer.')).toBeVisible();
    await shopper.look('survey-thanks');
    const { edges } = await admin(
      'query($id: ID!) { surveySubmissions(campaignId: $id) { edges { node { answers { question score text options } } } } }',
      { id: surveyId },
    );
    expect(edges.map(({ node }: { node: { answers: object[] } }) => node.answers)).toEqual([
      [
        { question: 'recommend', score: 3, text: null, options: null },
        { question: 'missing', score: null, text: 'More colours', options: null },
        { question: 'wish', score: null, text: null, options: ['yes'] },
      ],
    ]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(dialog).toBeHidden();
  });

  const popup = page.getByRole('dialog', { name: 'For our best customers' });
  await test.step('one order makes no Big Spender, two do', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Paper & party' }).first().click();
    await expect(page.getByRole('heading', { name: 'Paper & party' })).toBeVisible();
    await leaveByTheTop(page);
    await order(500);
    await expect(popup).toBeHidden();
    await page.getByRole('navigation').getByRole('link', { name: 'Paper & party' }).first().click();
    await expect(async () => {
      await leaveByTheTop(page);
      await expect(popup).toBeVisible({ timeout: 500 });
    }).toPass();
    await shopper.look('popup-of-big-spenders');
    await popup.getByRole('link', { name: 'See what is new' }).click();
    await expect(page.getByRole('heading', { name: 'The spring collection' })).toBeVisible();
  });

  await test.step('the letter wants an address, consent and a confirmation', async () => {
    const email = `${shopper.visitorId}@example.com`;
    await dialog.getByRole('button', { name: 'Sign up' }).click();
    await expect(dialog.getByLabel('E-mail address')).toBeFocused();
    // The browser lets this pass; the server doesn't, and says so beside the field.
    await dialog.getByLabel('E-mail address').fill('ada@localhost');
    await dialog.getByLabel('First name').fill('Ada');
    await dialog.getByRole('button', { name: 'Your favourite room' }).click();
    await page.getByRole('option', { name: 'Garden' }).click();
    await dialog.getByRole('button', { name: 'Sign up' }).click();
    await expect(dialog.getByRole('checkbox')).toBeFocused();
    await shopper.look('letter-without-consent');
    await dialog.getByRole('checkbox').press('Space');
    await dialog.getByRole('button', { name: 'Sign up' }).click();
    await expect(dialog.getByLabel('E-mail address')).toHaveAccessibleDescription(/@-sign is not valid/);
    await shopper.look('letter-refused');
    await dialog.getByLabel('E-mail address').fill(email);
    await dialog.getByRole('button', { name: 'Sign up' }).click();
    await expect(dialog.getByText('Almost there: please follow the link')).toBeVisible();
    await shopper.look('letter-to-confirm');

    const captured = async () => {
      const { edges } = await admin(
        `query($id: ID!) { emailCaptures(campaignId: $id) { edges { node { email confirmedAt confirmationToken fields { field text } } } } }`,
        { id: letterId },
      );
      return edges[0].node;
    };
    const { confirmationToken, ...capture } = await captured();
    expect(capture).toMatchObject({ email, confirmedAt: null, fields: [{ field: 'name', text: 'Ada' }, { field: 'room', text: 'garden' }] });
    // The shop's own server puts this into the letter that it sends.
    await shopper.open(`confirm?token=${encodeURIComponent(confirmationToken)}`);
    await expect(page.getByRole('heading', { name: 'You are on the list.' })).toBeVisible();
    await expect(page.getByText('Welcome to the letter!')).toBeVisible();
    expect((await captured()).confirmedAt).not.toBeNull();
  });

  // Each by the id of its document alone, and each known to the server.
  expect(new Set(operations.map(({ name }) => name))).toEqual(
    new Set(['TrackEvents', 'EligibleCampaigns', 'ClaimDisplays', 'SaveSurveyProgress', 'SurveyProgress', 'SubmitSurvey', 'RecordInteractions', 'CaptureEmail', 'ConfirmEmail']),
  );
  expect(operations.filter(({ isByIdOnly, status }) => !isByIdOnly || status !== 200)).toEqual([]);
});
