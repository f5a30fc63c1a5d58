import { useEffect, useMemo, useState } from 'react';
import type { OfferOf } from './CampaignPage';
import { graphql, readFragment } from './generated';
import { Actions, colourStyle, Cross, MaybeLink, Picture, useCountdown } from './parts';
import { PauseButton } from './PauseButton';
import { useLabels } from './SegueProvider';
import { ShowingProvider, useDisplay, useReports } from './showing';
import { DisplayParts } from './triggers';
import { useRotation } from './useRotation';

const NotificationBarParts = graphql(/* GraphQL */ `
  fragment NotificationBarParts on NotificationBar {
    messages {
      text
      link {
        ...LinkParts
      }
    }
    rotatesEverySeconds
    backgroundImage {
      ...ImageParts
    }
    buttons {
      ...ButtonParts
    }
    edge
    isSticky
    countdown {
      ...CountdownParts
    }
    colours {
      ...ColourParts
    }
  }
`);

/** Lines along an edge of the window, which take turns. */
export function NotificationBar({ offer, edge }: { offer: OfferOf<'NotificationBar'>; edge: 'TOP' | 'BOTTOM' }) {
  const bar = readFragment(NotificationBarParts, offer.campaign);
  return bar.edge === edge ? <Bar offer={offer} /> : null;
}

function Bar({ offer }: { offer: OfferOf<'NotificationBar'> }) {
  const { campaign } = offer;
  const bar = readFragment(NotificationBarParts, campaign);
  const { closing, animation } = readFragment(DisplayParts, campaign.display);
  const { messages, rotatesEverySeconds, backgroundImage, buttons, edge, isSticky, colours } = bar;
  const labels = useLabels();
  const claim = useDisplay(offer);
  const reports = useReports(offer);
  const rotation = useRotation(messages.length, rotatesEverySeconds);
  const countdown = useCountdown(bar.countdown, offer.firstShownAt);
  const [isClosed, setClosed] = useState(false);
  const couponCode = claim?.couponCode ?? null;
  const showing = useMemo(() => {
    const close = () => {
      reports.reportClose();
      setClosed(true);
    };
    return { ...reports, couponCode, close, thank: () => undefined };
  }, [reports, couponCode]);
  const isShown = claim !== null;
  useEffect(() => {
    if (!isShown || closing.afterSeconds === null) return;
    const timer = setTimeout(() => setClosed(true), closing.afterSeconds * 1_000);
    return () => clearTimeout(timer);
  }, [isShown, closing.afterSeconds]);

  if (!isShown || isClosed || countdown.isOver) return null;
  return (
    <ShowingProvider value={showing}>
      <section
        className="segue-bar"
        aria-label={labels.notice}
        lang={campaign.locale}
        data-edge={edge}
        data-sticky={isSticky || undefined}
        data-entrance={animation.entrance}
        style={colourStyle(colours)}
        {...rotation.whileInUse}
      >
        {backgroundImage && (
          <div className="segue-bar-background" aria-hidden="true">
            <Picture image={backgroundImage} />
          </div>
        )}
        {messages.length > 1 && <PauseButton {...rotation} />}
        {messages.map(({ text, link }, place) => (
          <p key={place} hidden={place !== rotation.current}>
            <MaybeLink link={link}>{text}</MaybeLink>
          </p>
        ))}
        {countdown.clock}
        <Actions buttons={buttons} couponCode={couponCode} />
        {closing.hasButton && (
          <button type="button" className="segue-close" aria-label={labels.close} onClick={showing.close}>
            <Cross />
          </button>
        )}
      </section>
    </ShowingProvider>
  );
}
