import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { Dialog, HeadingContext, I18nProvider, Modal, ModalOverlay, useLocale } from 'react-aria-components';
import type { DialogOffer } from '../CampaignOverlays';
import { useTurn } from '../CampaignPage';
import { useClaim } from '../claims';
import { graphql, readFragment, type FragmentType } from '../generated';
import { colourStyle, Cross, PositionParts } from '../parts';
import { useLabels } from '../SegueProvider';
import { ShowingProvider, useReports, type Outcome } from '../showing';
import { DisplayParts } from '../triggers';
import { ThankYou } from './ThankYou';

const TeaserParts = graphql(/* GraphQL */ `
  fragment TeaserParts on Teaser {
    label
    moment
    position {
      ...PositionParts
    }
  }
`);

/** What the three types that stand over the page have in common. */
interface Frame {
  hasOverlay: boolean;
  position: FragmentType<typeof PositionParts>;
  teaser: FragmentType<typeof TeaserParts> | null;
  colours: Parameters<typeof colourStyle>[0];
}

interface DialogFrameProps {
  offer: DialogOffer;
  frame: Frame;
  /** Its countdown has run out, and the campaign goes with it. */
  isOver?: boolean;
  children: ReactNode;
}

/** Opens a campaign over the page: as a teaser first where it has one, and in its turn. */
export function DialogFrame({ offer, frame, isOver = false, children }: DialogFrameProps) {
  const teaser = readFragment(TeaserParts, frame.teaser);
  const startsAsTeaser = teaser !== null && teaser.moment !== 'AFTER_CLOSE';
  const endsAsTeaser = teaser !== null && teaser.moment !== 'BEFORE';
  const [stage, setStage] = useState<'TEASER' | 'DIALOG' | 'GONE'>(startsAsTeaser ? 'TEASER' : 'DIALOG');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [answer, setAnswer] = useState<'GRANTED' | 'REFUSED' | null>(null);
  const reports = useReports(offer);

  const wantsToBeOpen = stage === 'DIALOG' && !isOver && answer !== 'REFUSED';
  const isItsTurn = useTurn(offer.key, wantsToBeOpen, answer === 'GRANTED' && stage === 'DIALOG');
  const claim = useClaim(offer.decisionId, isItsTurn || (stage === 'TEASER' && !isOver));
  // Whoever may not be shown gives up the turn.
  if (claim && answer === null) setAnswer(claim.isGranted ? 'GRANTED' : 'REFUSED');

  const couponCode = claim?.couponCode ?? null;
  const isDone = outcome !== null;
  const showing = useMemo(() => {
    const leave = () => setStage(endsAsTeaser && !isDone ? 'TEASER' : 'GONE');
    const close = () => {
      if (!isDone) reports.reportClose();
      leave();
    };
    return { ...reports, couponCode, close, leave, thank: setOutcome };
  }, [reports, couponCode, endsAsTeaser, isDone]);

  if (!claim?.isGranted || isOver) return null;
  if (stage === 'TEASER' && teaser !== null) {
    return (
      <button
        type="button"
        className="segue-teaser"
        lang={offer.campaign.locale}
        style={colourStyle(frame.colours)}
        {...placing(teaser.position)}
        onClick={() => setStage('DIALOG')}
      >
        {teaser.label}
      </button>
    );
  }
  if (!wantsToBeOpen || !isItsTurn) return null;
  const Panel = frame.hasOverlay ? ModalPanel : PanelBesidePage;
  return (
    <I18nProvider locale={offer.campaign.locale}>
      <ShowingProvider value={showing}>
        <Panel offer={offer} frame={frame} close={showing.close} leave={showing.leave}>
          {outcome ? <ThankYou outcome={outcome} /> : children}
        </Panel>
      </ShowingProvider>
    </I18nProvider>
  );
}

interface PanelProps {
  offer: DialogOffer;
  frame: Frame;
  close: () => void;
  leave: () => void;
  children: ReactNode;
}

function usePanel({ offer, frame, leave }: PanelProps) {
  const { closing, animation, size, theme } = readFragment(DisplayParts, offer.campaign.display);
  const { direction } = useLocale();
  const restart = useClosingByItself(closing.afterSeconds, leave);
  return {
    closing,
    // Whoever has no other means to get away from it still can by Escape.
    canEscape: closing.onEscape || !closing.hasButton,
    look: {
      className: 'segue-panel',
      lang: offer.campaign.locale,
      dir: direction,
      'data-size': size,
      'data-theme': theme ?? undefined,
      'data-entrance': animation.entrance,
      ...placing(frame.position),
      style: { ...colourStyle(frame.colours), animationDuration: `${animation.milliseconds}ms` },
      onPointerMove: restart,
      onKeyDownCapture: restart,
    },
  };
}

/** Over a dimmed page: React Aria keeps the focus inside, hides the page from screen readers, and returns the focus. */
function ModalPanel(props: PanelProps) {
  const { close, children } = props;
  const { closing, canEscape, look } = usePanel(props);
  return (
    <ModalOverlay
      isOpen
      onOpenChange={close}
      isDismissable={closing.onOverlayClick || canEscape}
      isKeyboardDismissDisabled={!canEscape}
      shouldCloseOnInteractOutside={() => closing.onOverlayClick}
      className="segue-overlay"
    >
      <Modal {...look}>
        <Dialog className="segue-dialog">
          {children}
          {closing.hasButton && <CloseButton close={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Beside the page, which stays in use: the focus stays where it is, and screen readers are told. */
function PanelBesidePage(props: PanelProps) {
  const { close, children } = props;
  const { closing, canEscape, look } = usePanel(props);
  const titleId = useId();
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // Screen readers say what changes in an element, not what has been in it from the start.
    status.current!.textContent = document.getElementById(titleId)?.textContent ?? '';
  }, [titleId]);
  useEffect(() => {
    if (!canEscape) return;
    const ending = new AbortController();
    const listener = ({ key }: KeyboardEvent) => key === 'Escape' && close();
    document.addEventListener('keydown', listener, { signal: ending.signal });
    return () => ending.abort();
  }, [canEscape, close]);
  return (
    <div {...look}>
      <section role="dialog" aria-labelledby={titleId} className="segue-dialog">
        <HeadingContext value={{ slots: { title: { id: titleId, level: 2 } } }}>{children}</HeadingContext>
        {closing.hasButton && <CloseButton close={close} />}
      </section>
      <p role="status" className="segue-unseen" ref={status} />
    </div>
  );
}

function CloseButton({ close }: { close: () => void }) {
  const labels = useLabels();
  return (
    <button type="button" className="segue-close" aria-label={labels.close} onClick={close}>
      <Cross />
    </button>
  );
}

/** Close after some seconds, if the campaign wants that. Returns what starts the time to read anew. */
function useClosingByItself(seconds: number | null, close: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [restarts, setRestarts] = useState(0);
  useEffect(() => {
    if (seconds === null) return;
    timer.current = setTimeout(close, seconds * 1_000);
    return () => clearTimeout(timer.current);
  }, [seconds, close, restarts]);
  return () => seconds !== null && setRestarts((before) => before + 1);
}

function placing(ref: FragmentType<typeof PositionParts>) {
  const { vertical, horizontal } = readFragment(PositionParts, ref);
  return { 'data-vertical': vertical, 'data-horizontal': horizontal };
}
