import { lazy, Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { quietly } from './browser';
import { useEligibleCampaigns, type Campaign, type Offer, type OfferOf } from './CampaignPage';
import { readFragment } from './generated';
import { NotificationBar } from './NotificationBar';
import { DisplayParts, useTriggers } from './triggers';

// Dialogs and forms are loaded when the first of them is set off.
const CampaignDialog = lazy(() => import('./dialogs/CampaignDialog'));

/** A campaign that fails is a campaign that isn't there; the shop goes on. */
export function Quietly({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary fallback={null} onError={quietly}>
      {children}
    </ErrorBoundary>
  );
}

export const TopBars = () => <Bars edge="TOP" />;
export const BottomBars = () => <Bars edge="BOTTOM" />;

function Bars({ edge }: { edge: 'TOP' | 'BOTTOM' }) {
  return useEligibleCampaigns().map((offer) => (
    <Quietly key={offer.key}>
      {is(offer, 'NotificationBar') && <NotificationBar offer={offer} edge={edge} />}
    </Quietly>
  ));
}

export function CampaignDialogs() {
  return useEligibleCampaigns().map((offer) => <Quietly key={offer.key}>{isDialog(offer) && <DialogInTime offer={offer} />}</Quietly>);
}

function DialogInTime({ offer }: { offer: DialogOffer }) {
  const { campaign } = offer;
  const isSetOff = useTriggers(readFragment(DisplayParts, campaign.display), campaign.id);
  if (!isSetOff) return null;
  return (
    <Suspense fallback={null}>
      <CampaignDialog offer={offer} />
    </Suspense>
  );
}

export type DialogOffer = OfferOf<'PopupBanner' | 'EmailCollection' | 'FormSurvey'>;

function isDialog(offer: Offer): offer is Offer & DialogOffer {
  if (is(offer, 'FormSurvey')) return offer.campaign.presentation === 'POPUP';
  return is(offer, 'PopupBanner') || is(offer, 'EmailCollection');
}

/** Whether the campaign is of this type. */
export function is<Type extends Campaign['__typename']>(offer: Offer, type: Type): offer is Offer & OfferOf<Type> {
  return offer.campaign.__typename === type;
}
