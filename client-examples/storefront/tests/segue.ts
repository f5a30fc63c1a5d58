import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';

const home = process.env['SEGUE_HOME'] ?? resolve(import.meta.dirname, '../../../.segue');
export const facts = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8'));

/** What the admin API is given for a campaign of one type. */
export interface CampaignDraft {
  type: 'POPUP_BANNER' | 'EMAIL_COLLECTION' | 'FORM_SURVEY' | 'NOTIFICATION_BAR' | 'HERO_BANNER';
  content: object;
  /** A translation, which stands beside the content in English. */
  translation?: { locale: string; content: object };
  definition?: object;
  /** A rule, beside the one that keeps the campaign to the visitors of its test. */
  audience?: object;
}

const CONTENT_KEYS = {
  POPUP_BANNER: 'popupBanner',
  EMAIL_COLLECTION: 'emailCollection',
  FORM_SURVEY: 'formSurvey',
  NOTIFICATION_BAR: 'notificationBar',
  HERO_BANNER: 'heroBanner',
};

async function ask(url: string, key: string, query: string, variables: object): Promise<any> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  expect(errors).toBeUndefined();
  return data;
}

export function admin(query: string, variables: object = {}): Promise<any> {
  return ask(facts.admin_url, facts.secret_key, query, variables);
}

/** True for whoever did the event of that name, which the shop's tests track under a name of their own. */
function didOnce(name: string): object {
  return {
    behaviour: {
      event: 'CUSTOM',
      where: [{ property: 'name', operator: 'EQUAL', value: { text: name } }],
      operator: 'GREATER',
      value: { number: 0 },
    },
  };
}

/** Mark a visitor as one of the test of that name, and as one whom the demo's own newsletter isn't for. */
export async function mark(visitorId: string, name: string): Promise<void> {
  const events = [
    { custom: { id: crypto.randomUUID(), name } },
    { registration: { id: crypto.randomUUID(), profile: { emailSubscriber: true } } },
  ];
  await ask(
    facts.storefront_url,
    facts.publishable_key,
    'mutation($input: TrackEventsInput!) { trackEvents(input: $input) { __typename } }',
    { input: { visitorId, events } },
  );
}

/** Publish a campaign for the visitors of one test, ahead of all others. Returns its id. */
export async function publish(test: string, draft: CampaignDraft): Promise<string> {
  const { type, content, audience, definition, translation } = draft;
  const translations = [{ locale: 'en', content }, ...(translation ? [translation] : [])];
  const { createCampaign } = await admin(
    `mutation($input: CreateCampaignInput!) { createCampaign(input: $input) {
       ... on CampaignChanged { campaign { id revision } } ... on InvalidInput { problems { path message } } } }`,
    {
      input: {
        name: `Shop test ${test} ${type}`,
        type,
        definition: {
          priority: 900,
          ignoresStoreLimits: true,
          audience: { all: [didOnce(test), ...(audience ? [audience] : [])] },
          ...definition,
          variants: [{ translations: translations.map(({ locale, content }) => ({ locale, content: { [CONTENT_KEYS[type]]: content } })) }],
        },
      },
    },
  );
  expect(createCampaign.problems).toBeUndefined();
  const { id, revision } = createCampaign.campaign;
  const { publishCampaign } = await admin(
    `mutation($input: CampaignRevisionInput!) { publishCampaign(input: $input) {
       __typename ... on UserError { message } ... on InvalidInput { problems { path message } } } }`,
    { input: { id, revision } },
  );
  expect(publishCampaign).toEqual({ __typename: 'CampaignChanged' });
  return id;
}

/** How many visitors there are that the rule holds for. */
export async function countVisitors(rule: object): Promise<number> {
  const { previewAudience } = await admin(
    `query($rule: RuleInput!) { previewAudience(rule: $rule, sample: 0, exact: true) {
       ... on AudiencePreview { count } ... on UserError { message } } }`,
    { rule },
  );
  return previewAudience.count;
}

/** Wait until the shopper of the test is known to have done it `count` times, with these properties. */
export async function expectEvents(test: string, event: string, properties: Record<string, string>, count = 1): Promise<void> {
  const where = Object.entries(properties).map(([property, text]) => ({ property, operator: 'EQUAL', value: { text } }));
  const rule = { all: [didOnce(test), { behaviour: { event, where, operator: 'EQUAL', value: { number: count } } }] };
  await expect.poll(() => countVisitors(rule)).toBe(1);
}
