import { useMemo } from 'react';
import type { OfferOf } from './CampaignPage';
import { graphql, readFragment } from './generated';
import { Actions, CampaignLink, colourStyle, Picture, useCountdown } from './parts';
import { ShowingProvider, useReports } from './showing';

const HeroBannerParts = graphql(/* GraphQL */ `
  fragment HeroBannerParts on HeroBanner {
    heading
    text
    desktopImage {
      ...ImageParts
    }
    mobileImage {
      ...ImageParts
    }
    link {
      ...LinkParts
    }
    buttons {
      ...ButtonParts
    }
    countdown {
      ...CountdownParts
    }
    colours {
      ...ColourParts
    }
  }
`);

interface HeroBannerProps {
  offer: OfferOf<'HeroBanner'>;
  couponCode: string | null;
  /** Another slide of the slot is shown. */
  isHidden: boolean;
  close: () => void;
}

/** A large picture with a caption, as a slide of a slot. */
export function HeroBanner({ offer, couponCode, isHidden, close }: HeroBannerProps) {
  const hero = readFragment(HeroBannerParts, offer.campaign);
  const { heading, text, desktopImage, mobileImage, link, buttons, colours } = hero;
  const reports = useReports(offer);
  const countdown = useCountdown(hero.countdown, offer.firstShownAt);
  const showing = useMemo(() => {
    const closeAndReport = () => {
      reports.reportClose();
      close();
    };
    return { ...reports, couponCode, close: closeAndReport, thank: () => undefined };
  }, [reports, couponCode, close]);
  if (countdown.isOver) return null;
  const picture = <Picture image={desktopImage} narrow={mobileImage} />;
  return (
    <ShowingProvider value={showing}>
      <article className="segue-hero" lang={offer.campaign.locale} style={colourStyle(colours)} hidden={isHidden}>
        {link ? (
          // The heading's link is for the keyboard and for screen readers.
          <CampaignLink link={link} tabIndex={-1} aria-hidden>
            {picture}
          </CampaignLink>
        ) : (
          picture
        )}
        <div className="segue-hero-texts">
          <h2>{link ? <CampaignLink link={link}>{heading}</CampaignLink> : heading}</h2>
          {text && <p>{text}</p>}
          {countdown.clock}
          <Actions buttons={buttons} couponCode={couponCode} />
        </div>
      </article>
    </ShowingProvider>
  );
}
