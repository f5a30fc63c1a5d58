/** Everything that a shop needs; see README.md. */
export { CampaignPage, useEligibleCampaigns, type Offer } from './CampaignPage';
export { CampaignSlot } from './CampaignSlot';
export { createSegueCache, createSegueClient, createSegueLink, type Endpoint } from './client';
export type { Labels } from './labels';
export type { EventFacts, EventKind } from './outbox';
export { SegueProvider } from './SegueProvider';
export { useConfirmEmail } from './useConfirmEmail';
export { emit, useTrack, useTrackView } from './useTrack';
export { useVisitor } from './visitor';
