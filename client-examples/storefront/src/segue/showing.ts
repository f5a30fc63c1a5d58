import type { EligibleCampaignsQuery, ThankYouPartsFragment } from './generated/graphql';
import type { Labels } from './labels';
import type { Post } from './transport';

export type Offer = EligibleCampaignsQuery['eligibleCampaigns'][number];
export type Campaign = Offer['campaign'];
export type CampaignOf<Name extends Campaign['__typename']> = Extract<Campaign, { __typename: Name }>;

/** What follows a form that has arrived. */
export interface Outcome {
  thankYou: ThankYouPartsFragment;
  couponCode: string | null;
  prize?: { label: string } | null;
  needsConfirmation?: boolean;
}

/** One display of a campaign: what its content needs to know and may do. */
export interface Showing {
  visitorId: string;
  decisionId: string;
  /** Revealed with the display, if there is one. */
  couponCode: string | null;
  /** Runs down, if it has one. */
  clock: HTMLElement | null;
  labels: Labels;
  post: Post;
  clicked: () => void;
  close: () => void;
  thank: (outcome: Outcome) => void;
}
