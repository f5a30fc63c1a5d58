import 'server-only';
import { ask, PATIENT_MS, type Caching } from './client';
import {
  BarsDocument,
  ClaimDocument,
  HeroesDocument,
  ReportDocument,
  TrackVisitDocument,
  type BarPartsFragment,
  type EventInput,
  type HeroPartsFragment,
  type InteractionKind,
  type PageInput,
} from './generated/graphql';

/** What is offered to one visitor. In a control group it is claimed, but not shown. */
export type Offer<Content> = { decisionId: string; control: boolean; campaign: Content };

export const DEFAULT_HERO_TAG = 'segue-default-hero';
const DEFAULT_HERO_SECONDS = 60;
const LOCALE = 'en';

/** One visitor's answer must never be another's. */
const PRIVATE: Caching = { cache: 'no-store' };

/** Returns the hero for this visitor, or null. */
export async function heroFor(
  visitorId: string,
  page: PageInput,
): Promise<Offer<HeroPartsFragment> | null> {
  const data = await ask(HeroesDocument, { visitorId, page, locale: LOCALE }, PRIVATE);
  const offer = data?.eligibleCampaigns[0];
  if (offer?.campaign.__typename !== 'HeroBanner') return null;
  return { ...offer, campaign: offer.campaign };
}

/**
 * Returns the slot's default creative, or null: the campaign with `isDefault` that the shop names in
 * SEGUE_DEFAULT_HERO. It is the same for everybody, so Next.js keeps it for all, also while Segue is away.
 */
export async function defaultHero(): Promise<HeroPartsFragment | null> {
  const campaignId = process.env.SEGUE_DEFAULT_HERO;
  if (!campaignId) return null;
  const data = await ask(
    HeroesDocument,
    { visitorId: 'everybody', page: { type: 'HOME' }, locale: LOCALE, campaignIds: [campaignId] },
    { next: { revalidate: DEFAULT_HERO_SECONDS, tags: [DEFAULT_HERO_TAG] } },
  );
  const campaign = data?.eligibleCampaigns[0]?.campaign;
  return campaign?.__typename === 'HeroBanner' ? campaign : null;
}

/** Returns the notification bar for this visitor, or null. */
export async function barFor(
  visitorId: string,
  page: PageInput,
): Promise<Offer<BarPartsFragment> | null> {
  const data = await ask(BarsDocument, { visitorId, page, locale: LOCALE }, PRIVATE);
  const offer = data?.eligibleCampaigns[0];
  if (offer?.campaign.__typename !== 'NotificationBar') return null;
  return { ...offer, campaign: offer.campaign };
}

/** Reports that the visitor looks at a page, and returns whether Segue knows it now. */
export async function trackVisit(visitorId: string, event: EventInput): Promise<boolean> {
  const input = { visitorId, events: [event] };
  const result = (await ask(TrackVisitDocument, { input }, PRIVATE))?.trackEvents;
  return result?.__typename === 'EventsTracked';
}

/** Counts the display of what is about to be shown; returns whether it may be, null where nobody knows. */
export async function claim(visitorId: string, decisionId: string): Promise<boolean | null> {
  const input = { visitorId, decisionIds: [decisionId] };
  const result = (await ask(ClaimDocument, { input }, PRIVATE, PATIENT_MS))?.claimDisplays;
  const display = result?.__typename === 'DisplaysClaimed' ? result.displays[0] : undefined;
  return display === undefined ? null : display.isGranted && !display.control;
}

/** Reports a click or a close. */
export async function report(
  visitorId: string,
  interaction: { id: string; decisionId: string; kind: InteractionKind },
): Promise<void> {
  const input = { visitorId, interactions: [interaction] };
  await ask(ReportDocument, { input }, PRIVATE, PATIENT_MS);
}
