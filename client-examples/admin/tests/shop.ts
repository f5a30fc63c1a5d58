import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from './admin';

interface DemoFacts {
  storefront_url: string;
  admin_url: string;
  publishable_key: string;
  secret_key: string;
}

/** Tells what one test makes from what others made in the same shop, before it or beside it. */
export function unique(): string {
  return randomUUID().slice(0, 8);
}

const FACTS = JSON.parse(readFileSync(join(process.env.SEGUE_HOME ?? '../../.segue', 'demo.json'), 'utf8')) as DemoFacts;

/** Ask one of the two APIs, and return the data; whatever it finds wrong fails the test. */
async function ask<Data>(url: string, key: string, query: string, variables: object): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

export function askStorefront<Data>(query: string, variables: object): Promise<Data> {
  return ask(FACTS.storefront_url, FACTS.publishable_key, query, variables);
}

export function askAdmin<Data>(query: string, variables: object): Promise<Data> {
  return ask(FACTS.admin_url, FACTS.secret_key, query, variables);
}

/** Have a visitor look at a page, and return the decision on a campaign of the type. */
async function offer(visitorId: string, type: string): Promise<string> {
  await askStorefront(
    'mutation($input: TrackEventsInput!) { trackEvents(input: $input) { __typename ... on UserError { message } } }',
    { input: { visitorId, events: [{ pageView: { id: `${visitorId}-view`, page: 'HOME' } }] } },
  );
  const { eligibleCampaigns } = await askStorefront<{ eligibleCampaigns: { decisionId: string; campaign: { type: string } }[] }>(
    'query($visitorId: ID!) { eligibleCampaigns(visitorId: $visitorId, page: { type: HOME, device: DESKTOP }) { decisionId campaign { type } } }',
    { visitorId },
  );
  const found = eligibleCampaigns.find(({ campaign }) => campaign.type === type);
  if (!found) throw new Error(`${visitorId} is offered no ${type}`);
  return found.decisionId;
}

/** Have a new visitor sign up, and return who that is. */
export async function signUp(email: string): Promise<string> {
  const visitorId = `reader-${unique()}`;
  const decisionId = await offer(visitorId, 'EMAIL_COLLECTION');
  const input = { visitorId, decisionId, email, consentGiven: true };
  await askStorefront('mutation($input: CaptureEmailInput!) { captureEmail(input: $input) { ... on UserError { message } } }', { input });
  return visitorId;
}

/** Have a new customer answer the demo's survey, which asks whoever ordered within the last fortnight; return who that is. */
export async function answerSurvey(score: number, wish: string): Promise<string> {
  const visitorId = `customer-${unique()}`;
  const purchase = { id: `${visitorId}-order`, orderNumber: visitorId, total: '12.00', units: 1 };
  await askStorefront('mutation($input: TrackEventsInput!) { trackEvents(input: $input) { ... on UserError { message } } }', {
    input: { visitorId, events: [{ purchase }] },
  });
  const decisionId = await offer(visitorId, 'FORM_SURVEY');
  const answers = [
    { question: 'recommend', score },
    { question: 'reason', options: ['price', 'delivery'] },
    { question: 'wish', text: wish },
  ];
  const input = { visitorId, decisionId, submissionId: `${visitorId}-answers`, answers };
  await askStorefront('mutation($input: SubmitSurveyInput!) { submitSurvey(input: $input) { ... on UserError { message } } }', { input });
  return visitorId;
}

/** A live segment of nobody but the shoppers of this test, so that its campaigns disturb no other. */
export async function makeSegment(): Promise<string> {
  const key = `test-${unique()}`;
  const rule = {
    behaviour: {
      event: 'PRODUCT_VIEW',
      where: [{ property: 'category', operator: 'EQUAL', value: { text: key } }],
      operator: 'GREATER_OR_EQUAL',
      value: { number: 1 },
    },
  };
  await askAdmin('mutation($input: CreateSegmentInput!) { createSegment(input: $input) { __typename } }', {
    input: { key, name: `Looked at ${key}`, rule },
  });
  const { publishSegment } = await askAdmin<{ publishSegment: { __typename: string } }>(
    'mutation($input: SegmentRevisionInput!) { publishSegment(input: $input) { __typename } }',
    { input: { key, revision: 1 } },
  );
  expect(publishSegment.__typename).toBe('SegmentChanged');
  return key;
}

export interface Offer {
  decisionId: string;
  variant: string;
  campaign: { id: string; type: string; locale: string };
}

/** Somebody in the shop who looked at something of the segment's category. */
export class Shopper {
  readonly id = `shopper-${randomUUID()}`;

  private constructor() {}

  static async whoLookedAt(category: string): Promise<Shopper> {
    const shopper = new Shopper();
    await askStorefront('mutation($input: TrackEventsInput!) { trackEvents(input: $input) { __typename } }', {
      input: { visitorId: shopper.id, events: [{ productView: { id: '1', productId: 'p', category } }] },
    });
    return shopper;
  }

  /** What the shopper is offered of one campaign on the front page, if anything. */
  async offerOf(campaignId: string, { locale = 'en', testToken }: { locale?: string; testToken?: string } = {}): Promise<Offer | undefined> {
    const { eligibleCampaigns } = await askStorefront<{ eligibleCampaigns: Offer[] }>(
      `query($visitorId: ID!, $locale: String, $testToken: String) {
        eligibleCampaigns(visitorId: $visitorId, locale: $locale, testToken: $testToken, page: { type: HOME }, first: 50) {
          decisionId variant campaign { id type locale }
        }
      }`,
      { visitorId: this.id, locale, testToken },
    );
    return eligibleCampaigns.find(({ campaign }) => campaign.id === campaignId);
  }

  async claim({ decisionId }: Offer): Promise<void> {
    const { claimDisplays } = await askStorefront<{ claimDisplays: { displays: { isGranted: boolean }[] } }>(
      `mutation($input: ClaimDisplaysInput!) {
        claimDisplays(input: $input) { ... on DisplaysClaimed { displays { isGranted } } }
      }`,
      { input: { visitorId: this.id, decisionIds: [decisionId] } },
    );
    expect(claimDisplays.displays).toEqual([{ isGranted: true }]);
  }

  async signUp({ decisionId }: Offer, email: string): Promise<void> {
    const { captureEmail } = await askStorefront<{ captureEmail: { __typename: string } }>(
      'mutation($input: CaptureEmailInput!) { captureEmail(input: $input) { __typename } }',
      { input: { visitorId: this.id, decisionId, email, consentGiven: true } },
    );
    expect(captureEmail.__typename).toBe('EmailCaptured');
  }

  async answer({ decisionId }: Offer, answers: object[]): Promise<void> {
    const { submitSurvey } = await askStorefront<{ submitSurvey: { __typename: string } }>(
      'mutation($input: SubmitSurveyInput!) { submitSurvey(input: $input) { __typename } }',
      { input: { visitorId: this.id, decisionId, submissionId: randomUUID(), answers } },
    );
    expect(submitSurvey.__typename).toBe('SurveySubmitted');
  }
}
