import { skipToken, useQuery } from '@apollo/client/react';
import DataLoader from 'dataloader';
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { currentDevice, quietly, useIdFor, wait } from './browser';
import { BottomBars, CampaignDialogs, TopBars } from './CampaignOverlays';
import { createClaims, type Claim } from './claims';
import { graphql, readFragment } from './generated';
import type { EligibleCampaignsQueryVariables, OfferPartsFragment, PageInput, PageType } from './generated/graphql';
import { useSegue } from './SegueProvider';
import { countPage, useVisitor } from './visitor';

const EligibleCampaigns = graphql(/* GraphQL */ `
  query EligibleCampaigns($visitorId: ID!, $page: PageInput, $locale: String, $testToken: String) {
    eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale, testToken: $testToken, first: 20) {
      ...OfferParts
    }
  }
`);

const OfferParts = graphql(/* GraphQL */ `
  fragment OfferParts on EligibleCampaign {
    decisionId
    firstShownAt
    campaign {
      id
      locale
      placement
      display {
        ...DisplayParts
      }
      ...PopupBannerParts
      ...EmailCollectionParts
      ...FormSurveyParts
      ... on FormSurvey {
        presentation
      }
      ...NotificationBarParts
      ...HeroBannerParts
      ... on HeroBanner {
        order
      }
    }
  }
`);

export type Campaign = OfferPartsFragment['campaign'];
export type CampaignType = Campaign['__typename'];

/** A campaign that the visitor may be shown on this page, once it is set off and claimed. */
export interface Offer extends OfferPartsFragment {
  /** Of this campaign on this view of the page. */
  key: string;
}
export type OfferOf<Type extends CampaignType> = Omit<Offer, 'campaign'> & {
  campaign: Extract<Campaign, { __typename: Type }>;
};

interface Page {
  visitorId: string | null;
  offers: Offer[];
  claims: DataLoader<string, Claim>;
  /** Keys of the dialogs that would like to be open, in the order that they asked. */
  line: string[];
  join: (key: string) => void;
  leave: (key: string, wasShown: boolean) => void;
}

const PageContext = createContext<Page | null>(null);

/** How long a page waits for its events to arrive before it asks without them. */
const PATIENCE_MILLISECONDS = 1_000;
const NO_OFFERS: Offer[] = [];

interface CampaignPageProps extends Omit<PageInput, 'type' | 'url'> {
  type: PageType;
  /** The path of this page, with its query. */
  url: string;
  children: ReactNode;
}

/**
 * One page of the shop: reports that it is looked at, asks for the campaigns of it, and shows those that
 * stand over it or along its edges. Slots within it show the others.
 */
export function CampaignPage({ children, ...page }: CampaignPageProps) {
  const { client } = useSegue();
  const view = usePageView(page);
  // What was tracked a moment ago counts, so every view asks anew; then the cache keeps it current.
  const current = { fetchPolicy: 'network-only', nextFetchPolicy: 'cache-first', ssr: false } as const;
  const { data } = useQuery(EligibleCampaigns, view ? { ...current, variables: view.variables } : skipToken);
  const viewId = view?.id;
  const offers = useMemo(() => {
    if (!data || viewId === undefined) return NO_OFFERS;
    return data.eligibleCampaigns.map((each) => {
      const offer = readFragment(OfferParts, each);
      return { ...offer, key: `${viewId} ${offer.campaign.id}` };
    });
  }, [data, viewId]);
  const visitorId = view?.variables.visitorId ?? null;
  const claims = useMemo(() => createClaims(client, visitorId), [client, visitorId]);
  const turns = useLine();
  const context = useMemo(() => ({ visitorId, offers, claims, ...turns }), [visitorId, offers, claims, turns]);
  return (
    <PageContext value={context}>
      <TopBars />
      {children}
      <BottomBars />
      <CampaignDialogs />
    </PageContext>
  );
}

interface PageView {
  id: string;
  variables: EligibleCampaignsQueryVariables & { visitorId: string };
}

/** The view of this page, once it has been reported. */
function usePageView(page: Omit<CampaignPageProps, 'children'>): PageView | null {
  const { outbox, locale, testToken } = useSegue();
  const { id: visitorId } = useVisitor();
  const { type, url } = page;
  const [reported, setReported] = useState<{ id: string; sessionId: string } | null>(null);
  const id = useIdFor(`${visitorId} ${type} ${url}`);
  useEffect(() => {
    if (visitorId === null) return;
    let isCurrent = true;
    const { id: sessionId } = countPage(id);
    // The event counts once, because it has the view's own id.
    outbox.track(visitorId, 'pageView', { page: type, url: new URL(url, location.href).href }, id);
    Promise.race([outbox.flush(), wait(PATIENCE_MILLISECONDS)])
      .then(() => isCurrent && setReported({ id, sessionId }))
      .catch(quietly);
    return () => {
      isCurrent = false;
    };
  }, [outbox, visitorId, id, type, url]);

  if (visitorId === null || reported?.id !== id) return null;
  const absolute = new URL(url, location.href).href;
  const referrer = document.referrer || null;
  const whole: PageInput = { referrer, device: currentDevice(), sessionId: reported.sessionId, ...page, url: absolute };
  return { id, variables: { visitorId, locale, testToken, page: whole } };
}

function useLine() {
  const [line, setLine] = useState<string[]>([]);
  const join = useCallback((key: string) => setLine((before) => (before.includes(key) ? before : [...before, key])), []);
  const leave = useCallback((key: string, wasShown: boolean) => {
    // Whoever has just closed a dialog isn't shown another one that was waiting behind it.
    setLine((before) => (wasShown ? [] : before.filter((each) => each !== key)));
  }, []);
  return useMemo(() => ({ line, join, leave }), [line, join, leave]);
}

export function usePage(): Page {
  const page = use(PageContext);
  if (page === null) throw new Error('Put a <CampaignPage> around it.');
  return page;
}

/** The campaigns that the visitor may be shown on this page now, best first; those for one slot, if you name it. */
export function useEligibleCampaigns({ placement }: { placement?: string } = {}): Offer[] {
  const { offers } = usePage();
  return useMemo(
    () => (placement === undefined ? offers : offers.filter(({ campaign }) => campaign.placement === placement)),
    [offers, placement],
  );
}

/** One dialog at a time: whether it is this one's turn. It stands in line for as long as it wants to be open. */
export function useTurn(key: string, wantsToBeOpen: boolean, isShown: boolean): boolean {
  const { line, join, leave } = usePage();
  const wasShown = useRef(false);
  useEffect(() => {
    wasShown.current ||= isShown;
  }, [isShown]);
  useEffect(() => {
    if (!wantsToBeOpen) return;
    join(key);
    return () => leave(key, wasShown.current);
  }, [key, wantsToBeOpen, join, leave]);
  return line[0] === key;
}
