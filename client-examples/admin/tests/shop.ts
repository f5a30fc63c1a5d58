import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Facts {
  storefront_url: string;
  publishable_key: string;
}

const FACTS = JSON.parse(readFileSync(join(process.env.SEGUE_HOME ?? '../../.segue', 'demo.json'), 'utf8')) as Facts;

/** Ask the storefront's API, as a shop does. */
async function ask<Data>(query: string, variables: object): Promise<Data> {
  const response = await fetch(FACTS.storefront_url, {
    method: 'POST',
    headers: { authorization: `Bearer ${FACTS.publishable_key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Have a visitor look at a page, and return the decision on a campaign of the type. */
async function offer(visitorId: string, type: string): Promise<string> {
  await ask(
    'mutation($input: TrackEventsInput!) { trackEvents(input: $input) { __typename ... on UserError { message } } }',
    { input: { visitorId, events: [{ pageView: { id: `${visitorId}-view`, page: 'HOME' } }] } },
  );
  const { eligibleCampaigns } = await ask<{ eligibleCampaigns: { decisionId: string; campaign: { type: string } }[] }>(
    'query($visitorId: ID!) { eligibleCampaigns(visitorId: $visitorId, page: { type: HOME, device: DESKTOP }) { decisionId campaign { type } } }',
    { visitorId },
  );
  const found = eligibleCampaigns.find(({ campaign }) => campaign.type === type);
  if (!found) throw new Error(`${visitorId} is offered no ${type}`);
  return found.decisionId;
}

export async function signUp(visitorId: string, email: string): Promise<void> {
  const decisionId = await offer(visitorId, 'EMAIL_COLLECTION');
  const input = { visitorId, decisionId, email, consentGiven: true };
  await ask('mutation($input: CaptureEmailInput!) { captureEmail(input: $input) { ... on UserError { message } } }', { input });
}

/** Answer the demo's survey; the visitor must have ordered within the last fortnight. */
export async function answerSurvey(visitorId: string, score: number, wish: string): Promise<void> {
  const decisionId = await offer(visitorId, 'FORM_SURVEY');
  const answers = [
    { question: 'recommend', score },
    { question: 'reason', options: ['price', 'delivery'] },
    { question: 'wish', text: wish },
  ];
  const input = { visitorId, decisionId, submissionId: `${visitorId}-answers`, answers };
  await ask('mutation($input: SubmitSurveyInput!) { submitSurvey(input: $input) { ... on UserError { message } } }', { input });
}
