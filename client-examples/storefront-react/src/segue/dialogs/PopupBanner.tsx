import { Heading } from 'react-aria-components';
import type { OfferOf } from '../CampaignPage';
import { graphql, readFragment } from '../generated';
import { Actions, MaybeLink, Picture, useCountdown } from '../parts';
import { useShowing } from '../showing';
import { DialogFrame } from './DialogFrame';

const PopupBannerParts = graphql(/* GraphQL */ `
  fragment PopupBannerParts on PopupBanner {
    title
    text
    image {
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
    hasOverlay
    position {
      ...PositionParts
    }
    teaser {
      ...TeaserParts
    }
    colours {
      ...ColourParts
    }
  }
`);

/** A picture with a caption and buttons, over the page. */
export function PopupBanner({ offer }: { offer: OfferOf<'PopupBanner'> }) {
  const popup = readFragment(PopupBannerParts, offer.campaign);
  const { title, text, image, link, buttons } = popup;
  const countdown = useCountdown(popup.countdown, offer.firstShownAt);
  return (
    <DialogFrame offer={offer} frame={popup} isOver={countdown.isOver}>
      <div className="segue-beside">
        <Picture image={image} />
        <div className="segue-content">
          <Heading slot="title">
            <MaybeLink link={link}>{title}</MaybeLink>
          </Heading>
          {text && <p>{text}</p>}
          {countdown.clock}
          <Buttons buttons={buttons} />
        </div>
      </div>
    </DialogFrame>
  );
}

function Buttons({ buttons }: Pick<Parameters<typeof Actions>[0], 'buttons'>) {
  const { couponCode } = useShowing();
  return <Actions buttons={buttons} couponCode={couponCode} />;
}
