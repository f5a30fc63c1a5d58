import type { Request } from '@playwright/test';
import { BRANCHING_SURVEY, LETTER } from './contents';
import { admin } from './segue';
import { expect, leaveByTheTop, popup, test } from './shopper';

test('a shopper becomes a Big Spender, is shown the right popup, signs up and answers a survey', async ({ page, shopper }) => {
  await shopper.isOffered({
    type: 'POPUP_BANNER',
    audience: { segment: { key: 'big-spenders' } },
    content: popup('For our best customers', { buttons: [{ label: 'See what is new', link: { url: '/shop/spring' } }] }),
    definition: { display: { triggers: [{ kind: 'EXIT_INTENT' }] }, pageTypes: ['CATEGORY'] },
  });
  const letterId = await shopper.isOffered({ ...LETTER, definition: { ...LETTER.definition, pageTypes: ['OTHER'] } });
  const surveyId = await shopper.isOffered({ ...BRANCHING_SURVEY, definition: { ...BRANCHING_SURVEY.definition, pageTypes: ['PURCHASE_SUCCESS'] } });
  const popupOfBigSpenders = page.getByRole('dialog', { name: 'For our best customers' });
  await shopper.open();

  const order = async (quantity: number) => {
    await page.getByRole('link', { name: 'Kitchen' }).first().click();
    await page.getByRole('link', { name: 'Three-tier Regency cake stand' }).click();
    await page.getByLabel('Quantity').fill(String(quantity));
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await page.getByRole('link', { name: /^Basket/ }).click();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await expect(page.getByRole('heading', { name: 'Thank you! Your order is on its way.' })).toBeVisible();
  };

  await test.step('the survey leads whoever is disappointed to what is missing', async () => {
    await order(400);
    const survey = page.getByRole('dialog');
    await expect(survey.getByRole('heading', { name: 'Was everything all right?' })).toBeVisible();
    await survey.getByRole('button', { name: 'Go on' }).click();
    await expect(survey.getByRole('radio', { name: '0', exact: true })).toBeFocused();
    await survey.getByRole('radio', { name: '9' }).check();
    await survey.getByRole('button', { name: 'Go on' }).click();
    await expect(survey.getByText('What did you like?')).toBeVisible();
    await survey.getByRole('button', { name: 'Go back' }).click();
    await survey.getByRole('radio', { name: '3' }).check();
    const saved = page.waitForResponse((response) => scoreOf(response.request()) === 3);
    await survey.getByRole('button', { name: 'Go on' }).click();
    await expect(survey.getByText('What did you like?')).toBeHidden();
    await expect(survey.getByLabel('What is missing?')).toBeFocused();
    await (await saved).finished();
    await expect.poll(() => page.evaluate((id) => localStorage[`segue.survey.${id}`], surveyId)).toBeTruthy();
    await page.reload();
  });

  await test.step('what was answered before is there again, and arrives', async () => {
    const survey = page.getByRole('dialog');
    await survey.getByLabel('What is missing?').fill('More colours');
    await survey.getByRole('button', { name: 'Go on' }).click();
    await survey.getByLabel('Yes').check();
    await survey.getByRole('button', { name: 'Send' }).click();
    await expect(survey.getByText('Thank you, we read every answer.')).toBeVisible();
    await shopper.inspect('survey-thanks');
    await survey.getByRole('button', { name: 'Close' }).last().click();
    const { surveySubmissions } = await admin(
      `query($id: ID!) { surveySubmissions(campaignId: $id) { edges { node { visitorId answers { question score text options } } } } }`,
      { id: surveyId },
    );
    expect(surveySubmissions.edges).toEqual([
      {
        node: {
          visitorId: shopper.visitorId,
          answers: [
            { question: 'recommend', score: 3, text: null, options: null },
            { question: 'missing', score: null, text: 'More colours', options: null },
            { question: 'wish', score: null, text: null, options: ['yes'] },
          ],
        },
      },
    ]);
  });

  await test.step('one order makes no Big Spender, two do', async () => {
    await page.getByRole('link', { name: 'Paper & party' }).first().click();
    await expect(page.getByRole('heading', { name: 'Paper & party' })).toBeVisible();
    await leaveByTheTop(page);
    await order(500);
    await page.getByRole('link', { name: 'Paper & party' }).first().click();
    await expect(page.getByRole('heading', { name: 'Paper & party' })).toBeVisible();
    await expect(async () => {
      await leaveByTheTop(page);
      await expect(popupOfBigSpenders).toBeVisible({ timeout: 500 });
    }).toPass();
    await popupOfBigSpenders.getByRole('link', { name: 'See what is new' }).click();
    await expect(page.getByRole('heading', { name: 'The spring collection' })).toBeVisible();
  });

  await test.step('the letter wants an address and consent, and a confirmation', async () => {
    const letter = page.getByRole('dialog');
    const email = `${shopper.visitorId}@example.com`;
    await letter.getByRole('button', { name: 'Sign up' }).click();
    await expect(letter.getByLabel('E-mail address')).toBeFocused();
    await letter.getByLabel('E-mail address').fill(email);
    await letter.getByLabel('First name').fill('Ada');
    await letter.getByLabel('Your favourite room').selectOption('Garden');
    await letter.getByRole('button', { name: 'Sign up' }).click();
    await expect(letter.getByRole('checkbox')).toBeFocused();
    await shopper.inspect('letter-without-consent');
    await letter.getByRole('checkbox').check();
    await letter.getByRole('button', { name: 'Sign up' }).click();
    await expect(letter.getByText('Almost there: please follow the link')).toBeVisible();
    await shopper.inspect('letter-to-confirm');

    const captured = async () => {
      const { emailCaptures } = await admin(
        `query($id: ID!) { emailCaptures(campaignId: $id) { edges { node {
           email consentText confirmedAt confirmationToken fields { field text } } } } }`,
        { id: letterId },
      );
      return emailCaptures.edges[0].node;
    };
    const { confirmationToken, ...capture } = await captured();
    expect(capture).toMatchObject({ email, confirmedAt: null, consentText: expect.stringContaining('monthly letter') });
    // The shop's own server puts this into the letter that it sends.
    await shopper.open(`confirm?token=${encodeURIComponent(confirmationToken)}`);
    await expect(page.getByRole('heading', { name: 'You are on the list.' })).toBeVisible();
    await expect(page.getByText('Welcome to the letter!')).toBeVisible();
    expect((await captured()).confirmedAt).not.toBeNull();
  });
});

/** What a request gives as the answer to the first question. */
function scoreOf(request: Request): number | undefined {
  const [first] = request.postDataJSON()?.variables?.input?.answers ?? [];
  return first?.score;
}
