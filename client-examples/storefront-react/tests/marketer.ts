/** What a marketer does at the admin API of the demo that runs. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CampaignDraft } from '../../storefront/tests/segue';

export const home = process.env['SEGUE_HOME'] ?? resolve(import.meta.dirname, '../../../.segue');
export const demo = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8'));

const CONTENTS: Record<CampaignDraft['type'], string> = {
  POPUP_BANNER: 'popupBanner',
  EMAIL_COLLECTION: 'emailCollection',
  FORM_SURVEY: 'formSurvey',
  NOTIFICATION_BAR: 'notificationBar',
  HERO_BANNER: 'heroBanner',
};

/** What the only field of an operation has answered; whatever is wrong is thrown. */
async function ask(url: string, key: string, query: string, variables: object): Promise<any> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  const [answer] = Object.values<any>(data ?? {});
  if (errors || answer?.problems || answer?.message) throw new Error(JSON.stringify(errors ?? answer));
  return answer;
}

export function admin(query: string, variables: object): Promise<any> {
  return ask(demo.admin_url, demo.secret_key, query, variables);
}

const WRONG = '... on UserError { message } ... on InvalidInput { problems { path message } }';

/** Make a visitor one that campaigns can be for alone, and the demo's own newsletter isn't for. */
export async function welcome(visitorId: string): Promise<void> {
  const events = [
    { custom: { id: randomUUID(), name: visitorId } },
    { registration: { id: randomUUID(), profile: { emailSubscriber: true } } },
  ];
  const input = { visitorId, events };
  const track = `mutation($input: TrackEventsInput!) { trackEvents(input: $input) { __typename ${WRONG} } }`;
  await ask(demo.storefront_url, demo.publishable_key, track, { input });
}

function isVisitor(visitorId: string): object {
  const where = [{ property: 'name', operator: 'EQUAL', value: { text: visitorId } }];
  return { behaviour: { event: 'CUSTOM', where, operator: 'GREATER', value: { number: 0 } } };
}

/** Whether the server has heard of exactly one such event of the visitor. */
export async function hasDone(visitorId: string, event: string, property: string, text: string): Promise<boolean> {
  const where = [{ property, operator: 'EQUAL', value: { text } }];
  const rule = { all: [isVisitor(visitorId), { behaviour: { event, where, operator: 'EQUAL', value: { number: 1 } } }] };
  const query = `query($rule: RuleInput!) { previewAudience(rule: $rule, sample: 0, exact: true) { ... on AudiencePreview { count } ${WRONG} } }`;
  return (await admin(query, { rule })).count === 1;
}

/** Publish a campaign for this visitor alone, before all others. Returns its id. */
export async function publishFor(visitorId: string, draft: CampaignDraft): Promise<string> {
  const input = { name: `React ${draft.type} for ${visitorId}`, type: draft.type, definition: definitionFor(visitorId, draft) };
  const { campaign } = await admin(
    `mutation($input: CreateCampaignInput!) { createCampaign(input: $input) { ... on CampaignChanged { campaign { id revision } } ${WRONG} } }`,
    { input },
  );
  await publish(campaign);
  return campaign.id;
}

/** Change the campaign, and publish that. */
export async function republishFor(visitorId: string, id: string, draft: CampaignDraft): Promise<void> {
  const { revision } = await admin('query($id: ID!) { campaign(id: $id) { revision } }', { id });
  const input = { id, revision, definition: definitionFor(visitorId, draft) };
  const { campaign } = await admin(
    `mutation($input: UpdateCampaignInput!) { updateCampaign(input: $input) { ... on CampaignChanged { campaign { id revision } } ${WRONG} } }`,
    { input },
  );
  await publish(campaign);
}

async function publish(campaign: { id: string; revision: number }): Promise<void> {
  await admin(`mutation($input: CampaignRevisionInput!) { publishCampaign(input: $input) { __typename ${WRONG} } }`, { input: campaign });
}

function definitionFor(visitorId: string, { type, content, audience, definition, translation }: CampaignDraft): object {
  const renditions = [{ locale: 'en', content }, ...(translation ? [translation] : [])];
  const translations = renditions.map((each) => ({ locale: each.locale, content: { [CONTENTS[type]]: each.content } }));
  return {
    priority: 800,
    ignoresStoreLimits: true,
    audience: { all: [isVisitor(visitorId), ...(audience ? [audience] : [])] },
    ...definition,
    variants: [{ translations }],
  };
}
