import { createContext, use, useMemo } from 'react';
import { useClaim } from './claims';
import { usePage, type Offer } from './CampaignPage';
import { readFragment, type FragmentType } from './generated';
import type { ThankYouParts } from './parts';
import { useSegue } from './SegueProvider';
import { DisplayParts, useTriggers } from './triggers';

/** What follows a form that has arrived. */
export interface Outcome {
  thankYou: FragmentType<typeof ThankYouParts>;
  couponCode: string | null;
  prize?: { key: string; label: string } | null;
  needsConfirmation?: boolean;
}

/** One display of a campaign, for what is inside it. */
export interface Showing {
  visitorId: string;
  decisionId: string;
  couponCode: string | null;
  /** The visitor clicked on what it offers. */
  click: () => void;
  /** The visitor closed it. */
  close: () => void;
  /** Its form has arrived. */
  thank: (outcome: Outcome) => void;
}

const ShowingContext = createContext<Showing | null>(null);
export const ShowingProvider = ShowingContext;

export function useShowing(): Showing {
  const showing = use(ShowingContext);
  if (showing === null) throw new Error('Only within a campaign that is shown.');
  return showing;
}

/** For what stands in the page or along its edge: null until it is set off and may be shown. */
export function useDisplay({ campaign, decisionId }: Offer) {
  const display = readFragment(DisplayParts, campaign.display);
  const isSetOff = useTriggers(display, campaign.id);
  const claim = useClaim(decisionId, isSetOff);
  return claim?.isGranted ? claim : null;
}

/** Report what the visitor did with a campaign. */
export function useReports({ decisionId }: Pick<Offer, 'decisionId'>) {
  const { outbox } = useSegue();
  const { visitorId } = usePage();
  return useMemo(() => {
    const record = (kind: 'CLICK' | 'CLOSE') => visitorId && outbox.record(visitorId, decisionId, kind);
    return { visitorId: visitorId ?? '', decisionId, click: () => void record('CLICK'), reportClose: () => void record('CLOSE') };
  }, [outbox, visitorId, decisionId]);
}
