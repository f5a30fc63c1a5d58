import { useEffect, useState, type CSSProperties, type ReactNode } from 'react';

import type { CampaignContentInput, ColoursInput, DisplayInput, PositionInput, TeaserInput } from '~/gql/graphql';

import { EmailCollectionPreview } from './EmailCollectionPreview';
import { FormSurveyPreview } from './FormSurveyPreview';
import { HeroBannerPreview } from './HeroBannerPreview';
import { NotificationBarPreview } from './NotificationBarPreview';
import { PopupBannerPreview } from './PopupBannerPreview';
import type { PreviewDevice } from './Preview';
import classes from './preview.module.css';

interface Props {
  content: CampaignContentInput;
  display: DisplayInput;
  device: PreviewDevice;
  direction: 'ltr' | 'rtl';
}

/** A shop's page with the campaign where it belongs: over it, along an edge, or in a slot. */
export function CampaignInWindow({ content, display, device, direction }: Props) {
  const isDesktop = device === 'desktop';
  if (content.heroBanner) {
    return <ShopPage direction={direction} slot={<HeroBannerPreview content={content.heroBanner} isDesktop={isDesktop} />} />;
  }
  if (content.notificationBar) {
    return <Bar content={content.notificationBar} display={display} direction={direction} />;
  }
  const survey = content.formSurvey;
  if (survey?.presentation === 'IN_PAGE') {
    return (
      <ShopPage
        direction={direction}
        slot={
          <div className={classes.inPage} style={colourVariables(survey.colours)}>
            <FormSurveyPreview content={survey} close={() => undefined} />
          </div>
        }
      />
    );
  }
  return <OverThePage content={content} display={display} direction={direction} />;
}

function OverThePage({ content, display, direction }: Omit<Props, 'device'>) {
  const over = content.popupBanner ?? content.emailCollection ?? content.formSurvey;
  const teaser = over?.teaser;
  const [isOpen, setOpen] = useState(teaser?.moment !== 'BEFORE' && teaser?.moment !== 'ALWAYS');
  const [wasClosed, setWasClosed] = useState(false);
  if (!over) return null;

  const close = () => {
    setOpen(false);
    setWasClosed(true);
  };
  const showsTeaser = teaser && !isOpen && (wasClosed ? teaser.moment !== 'BEFORE' : teaser.moment !== 'AFTER_CLOSE');
  return (
    <>
      <ShopPage direction={direction} />
      {isOpen && (
        <div className={classes.layer} data-dimmed={over.hasOverlay ?? true} style={placed(over.position)} data-size={display.size ?? 'MEDIUM'}>
          <div
            className={classes.box}
            dir={direction}
            data-entrance={display.animation?.entrance ?? 'FADE'}
            style={{ ...colourVariables(over.colours), animationDuration: `${display.animation?.milliseconds ?? 200}ms` }}
          >
            {display.closing?.hasButton !== false && (
              <button type="button" className={classes.close} aria-label="Close the preview" onClick={close}>
                ×
              </button>
            )}
            {content.popupBanner && <PopupBannerPreview content={content.popupBanner} close={close} />}
            {content.emailCollection && <EmailCollectionPreview content={content.emailCollection} close={close} />}
            {content.formSurvey && <FormSurveyPreview content={content.formSurvey} close={close} />}
          </div>
        </div>
      )}
      {showsTeaser && <TeaserTab teaser={teaser} colours={over.colours} direction={direction} open={() => setOpen(true)} />}
    </>
  );
}

interface TeaserProps {
  teaser: TeaserInput;
  colours?: ColoursInput | null;
  direction: 'ltr' | 'rtl';
  open: () => void;
}

function TeaserTab({ teaser, colours, direction, open }: TeaserProps) {
  return (
    <div className={classes.layer} data-teaser style={placed(teaser.position ?? { vertical: 'BOTTOM', horizontal: 'LEFT' })}>
      <button type="button" className={classes.teaser} dir={direction} style={colourVariables(colours)} onClick={open}>
        {teaser.label}
      </button>
    </div>
  );
}

function Bar({ content, display, direction }: { content: NonNullable<CampaignContentInput['notificationBar']>; display: DisplayInput; direction: 'ltr' | 'rtl' }) {
  const [isOpen, setOpen] = useState(true);
  const bar = isOpen && (
    <NotificationBarPreview content={content} canBeClosed={display.closing?.hasButton !== false} close={() => setOpen(false)} />
  );
  const isBelow = content.edge === 'BOTTOM';
  return (
    <div className={classes.withBar} dir={direction}>
      {!isBelow && bar}
      <div className={classes.rest}>
        <ShopPage direction={direction} />
      </div>
      {isBelow && bar}
    </div>
  );
}

/** The page of a shop, as far as it matters: where things stand. */
function ShopPage({ slot, direction }: { slot?: ReactNode; direction: 'ltr' | 'rtl' }) {
  return (
    <div className={classes.shop} dir={direction}>
      <div className={classes.shopHeader} aria-hidden="true">
        <span className={classes.shopLogo} />
        <span className={classes.shopLine} />
        <span className={classes.shopLine} />
        <span className={classes.shopLine} />
        <span className={classes.shopBasket} />
      </div>
      {slot ?? <div className={classes.shopHero} aria-hidden="true" />}
      <div className={classes.shopProducts} aria-hidden="true">
        {Array.from({ length: 8 }, (_, index) => (
          <div key={index}>
            <div className={classes.shopPicture} data-tone={index % 4} />
            <div className={classes.shopName} />
            <div className={classes.shopPrice} />
          </div>
        ))}
      </div>
    </div>
  );
}

const ALONG = { TOP: 'start', MIDDLE: 'center', BOTTOM: 'end', LEFT: 'start', CENTRE: 'center', RIGHT: 'end' } as const;

function placed(position: PositionInput | null | undefined): CSSProperties {
  return {
    alignItems: ALONG[position?.vertical ?? 'MIDDLE'],
    justifyContent: ALONG[position?.horizontal ?? 'CENTRE'],
  };
}

export function colourVariables(colours: ColoursInput | null | undefined): CSSProperties {
  return {
    ...(colours?.text && { '--text': colours.text }),
    ...(colours?.background && { '--background': colours.background }),
    ...(colours?.buttonText && { '--button-text': colours.buttonText }),
    ...(colours?.buttonBackground && { '--button-background': colours.buttonBackground }),
  } as CSSProperties;
}

/** A moment that goes on, for clocks; never where nothing runs. */
export function useSeconds(isRunning: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return seconds;
}
