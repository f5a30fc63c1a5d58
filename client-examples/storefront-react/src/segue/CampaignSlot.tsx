import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import { is, Quietly } from './CampaignOverlays';
import { useEligibleCampaigns, type Offer } from './CampaignPage';
import type { Claim } from './claims';
import { HeroBanner } from './HeroBanner';
import { PauseButton } from './PauseButton';
import { useLabels } from './SegueProvider';
import { useDisplay } from './showing';
import { useRotation } from './useRotation';

const InPageSurvey = lazy(() => import('./dialogs/InPageSurvey'));

const SLIDE_SECONDS = 7;

interface CampaignSlotProps {
  /** As campaigns name it in `placement`. */
  name: string;
  /** Stands there until a campaign does. */
  fallback?: ReactNode;
}

/** A place in the page for hero banners, which take turns if there are several, and for surveys. */
export function CampaignSlot({ name, fallback = null }: CampaignSlotProps) {
  const offers = useEligibleCampaigns({ placement: name }).filter(isForSlots);
  const [claims, setClaims] = useState<Record<string, Claim | null>>({});
  const put = useCallback((key: string, claim: Claim | null) => setClaims((before) => ({ ...before, [key]: claim })), []);
  const shown = offers.filter(({ key }) => claims[key]);
  const surveys = shown.filter((offer) => is(offer, 'FormSurvey'));
  return (
    <>
      {offers.map((offer) => (
        <Claimed key={offer.key} offer={offer} put={put} />
      ))}
      {shown.length === 0 && fallback}
      <Slides offers={shown} claims={claims} put={put} />
      {surveys.map((offer) => (
        <Quietly key={offer.key}>
          <Suspense fallback={null}>
            <InPageSurvey offer={offer} couponCode={claims[offer.key]?.couponCode ?? null} close={() => put(offer.key, null)} />
          </Suspense>
        </Quietly>
      ))}
    </>
  );
}

function isForSlots(offer: Offer): boolean {
  return is(offer, 'HeroBanner') || (is(offer, 'FormSurvey') && offer.campaign.presentation === 'IN_PAGE');
}

/** Tells the slot once the campaign has been set off and may be shown. */
function Claimed({ offer, put }: { offer: Offer; put: (key: string, claim: Claim) => void }) {
  const claim = useDisplay(offer);
  useEffect(() => {
    if (claim) put(offer.key, claim);
  }, [claim, offer.key, put]);
  return null;
}

interface SlidesProps {
  offers: Offer[];
  claims: Record<string, Claim | null>;
  put: (key: string, claim: null) => void;
}

function Slides({ offers, claims, put }: SlidesProps) {
  const labels = useLabels();
  const slides = offers
    .filter((offer) => is(offer, 'HeroBanner'))
    .toSorted((first, second) => first.campaign.order - second.campaign.order);
  const rotation = useRotation(slides.length, SLIDE_SECONDS);
  if (slides.length === 0) return null;
  return (
    <section className="segue-slides" aria-label={labels.offers} {...rotation.whileInUse}>
      {slides.map((offer, place) => (
        <Quietly key={offer.key}>
          <HeroBanner
            offer={offer}
            couponCode={claims[offer.key]?.couponCode ?? null}
            isHidden={place !== rotation.current}
            close={() => put(offer.key, null)}
          />
        </Quietly>
      ))}
      {slides.length > 1 && (
        <div className="segue-dots">
          <PauseButton {...rotation} />
          {slides.map(({ key }, place) => (
            <button
              key={key}
              type="button"
              className="segue-dot"
              aria-label={`${place + 1} / ${slides.length}`}
              aria-current={place === rotation.current}
              onClick={() => rotation.turnTo(place)}
            />
          ))}
        </div>
      )}
    </section>
  );
}
