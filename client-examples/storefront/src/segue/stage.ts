import { fillSlot, heroSlide, placeBar, popupContent, thanksContent } from './contents';
import { h } from './dom';
import { ClaimDisplaysDocument } from './generated/graphql';
import { ENGLISH, type Labels } from './labels';
import type { Outbox } from './outbox';
import { openPanel, type Panel } from './panel';
import { countdownClock, paint } from './parts';
import type { Campaign, CampaignOf, Offer, Outcome, Showing } from './showing';
import type { Post } from './transport';

type Claimed = { isGranted: boolean; control: boolean; couponCode: string | null };
type Dialog = CampaignOf<'PopupBanner' | 'EmailCollection' | 'FormSurvey'>;

const REFUSED: Claimed = { isGranted: false, control: false, couponCode: null };
const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;

/** Where campaigns of one page appear. */
export function createStage({ post, outbox, visitorId, now, ...given }: {
  post: Post;
  outbox: Outbox;
  labels: Partial<Labels> | undefined;
  visitorId: string;
  now: () => number;
}) {
  const labels = { ...ENGLISH, ...given.labels };
  let isOver = false;
  let dialogs = Promise.resolve();
  let dialogsShown = 0;
  let takeDown: (() => void)[] = [];
  const slides = new Map<Element, { order: number; slide: HTMLElement }[]>();
  const stopsOfSlots = new Map<Element, () => void>();
  const vacating = new Map<Element, () => void>();
  let asked: Promise<Map<string, Claimed>> | undefined;
  let decisionIds: string[] = [];

  /** Campaigns that are set off at the same moment are claimed in one call. */
  async function claim(decisionId: string): Promise<Claimed> {
    decisionIds.push(decisionId);
    asked ??= new Promise((resolve) => setTimeout(resolve)).then(claimAll);
    return (await asked).get(decisionId) ?? REFUSED;
  }

  async function claimAll(): Promise<Map<string, Claimed>> {
    const input = { visitorId, decisionIds };
    asked = undefined;
    decisionIds = [];
    const { claimDisplays } = await post(ClaimDisplaysDocument, { input });
    const displays = claimDisplays.__typename === 'DisplaysClaimed' ? claimDisplays.displays : [];
    return new Map(displays.map((display) => [display.decisionId, display]));
  }

  /** Show the campaign, if it still may be: a visitor of a control group is counted and sees nothing. */
  async function show(offer: Offer): Promise<void> {
    const { campaign } = offer;
    if (!hasPlace(campaign)) return;
    if (!isDialog(campaign) || startsAsTeaser(campaign)) return claimAndShow(offer);
    // Whoever has just closed a dialog isn't shown another one that was waiting behind it.
    const shownBefore = dialogsShown;
    await inTurn(async () => {
      if (dialogsShown === shownBefore) await claimAndShow(offer);
    });
  }

  async function claimAndShow(offer: Offer): Promise<void> {
    const claimed = await claim(offer.decisionId);
    if (!claimed.isGranted || claimed.control || isOver) return;
    const { campaign } = offer;
    if (campaign.__typename === 'NotificationBar') return showBar(offer, campaign, claimed);
    if (campaign.__typename === 'HeroBanner') return showSlide(offer, campaign, claimed);
    if (!isDialog(campaign)) return showInPage(offer, campaign, claimed);
    if (startsAsTeaser(campaign)) return showTeaser(offer, campaign, claimed);
    await showDialog(offer, campaign, claimed);
  }

  /** One dialog at a time. */
  async function inTurn(act: () => Promise<void>): Promise<void> {
    dialogs = dialogs.then(() => (isOver ? undefined : act())).catch(() => undefined);
    await dialogs;
  }

  function start(offer: Offer, claimed: Claimed, close: () => void, thank: (outcome: Outcome) => void) {
    const { decisionId, campaign } = offer;
    const record = (kind: 'CLICK' | 'CLOSE') => outbox.record(visitorId, decisionId, kind);
    const countdown = 'countdown' in campaign ? campaign.countdown : null;
    const running = countdown && countdownClock(countdown, offer.firstShownAt, now, close);
    const clock = running?.box ?? null;
    const showing: Showing = {
      ...{ visitorId, decisionId, labels, post, close, thank, clock },
      couponCode: claimed.couponCode,
      clicked: () => record('CLICK'),
    };
    return { showing, record, stop: () => running?.stop(), isOver: countdown && !running };
  }

  async function showDialog(offer: Offer, campaign: Dialog, claimed: Claimed): Promise<void> {
    let panel: Panel | undefined;
    let isDone = false;
    const thank = (outcome: Outcome) => {
      isDone = true;
      panel?.replace(thanksContent(outcome, started.showing));
      const seconds = outcome.thankYou.closesAfterSeconds;
      if (seconds) setTimeout(() => panel?.close('itself'), seconds * 1_000);
    };
    const started = start(offer, claimed, () => panel?.close('visitor'), thank);
    if (started.isOver) return;
    const content = await contentOf(campaign, started.showing);
    if (isOver) return;
    dialogsShown++;
    panel = openPanel(content, campaign.display, {
      position: campaign.position,
      isModal: campaign.hasOverlay,
      direction: directionOf(campaign.locale),
      locale: campaign.locale,
      labels,
    });
    paint(content.parentElement!, campaign.colours);
    takeDown.push(() => panel?.close('itself'));
    const by = await panel.closed;
    started.stop();
    if (by === 'visitor' && !isDone) started.record('CLOSE');
    if (!isDone && !isOver && campaign.teaser && campaign.teaser.moment !== 'BEFORE') {
      showTeaser(offer, campaign, claimed);
    }
  }

  function showTeaser(offer: Offer, campaign: Dialog, claimed: Claimed): void {
    const { label, position } = campaign.teaser!;
    const open = () => {
      tab.remove();
      void inTurn(() => showDialog(offer, campaign, claimed));
    };
    const tab = h(
      'button',
      {
        type: 'button',
        class: 'segue-teaser',
        lang: campaign.locale,
        'data-segue-vertical': position.vertical,
        'data-segue-horizontal': position.horizontal,
        click: open,
      },
      label,
    );
    paint(tab, campaign.colours);
    document.body.append(tab);
    takeDown.push(() => tab.remove());
  }

  function showBar(offer: Offer, campaign: CampaignOf<'NotificationBar'>, claimed: Claimed): void {
    const close = () => {
      remove();
      started.stop();
      started.record('CLOSE');
    };
    const started = start(offer, claimed, close, () => undefined);
    if (started.isOver) return;
    const remove = placeBar(campaign, started.showing);
    takeDown.push(remove, started.stop);
    const { afterSeconds } = campaign.display.closing;
    if (afterSeconds) setTimeout(remove, afterSeconds * 1_000);
  }

  /** Returns what puts back what stands in the slot before any campaign does. */
  function occupy(slot: Element): () => void {
    const known = vacating.get(slot);
    if (known) return known;
    const before = [...slot.childNodes];
    const vacate = () => slot.replaceChildren(...before);
    vacating.set(slot, vacate);
    return vacate;
  }

  function showSlide(offer: Offer, campaign: CampaignOf<'HeroBanner'>, claimed: Claimed): void {
    const slot = slotOf(campaign)!;
    const leaveSlot = occupy(slot);
    const take = () => place((slides.get(slot) ?? []).filter((each) => each.slide !== slide));
    const started = start(offer, claimed, take, () => undefined);
    if (started.isOver) return;
    const slide = heroSlide(campaign, started.showing);
    const place = (next: { order: number; slide: HTMLElement }[]) => {
      slides.set(slot, next);
      stopsOfSlots.get(slot)?.();
      if (!next.length) return leaveSlot();
      stopsOfSlots.set(slot, fillSlot(slot, next.map((each) => each.slide), { labels }));
    };
    place([...(slides.get(slot) ?? []), { order: campaign.order, slide }].sort((a, b) => a.order - b.order));
    takeDown.push(started.stop);
  }

  async function showInPage(offer: Offer, campaign: CampaignOf<'FormSurvey'>, claimed: Claimed) {
    const slot = slotOf(campaign)!;
    const put = (content: HTMLElement) => {
      const section = h('section', { class: 'segue-in-page', lang: campaign.locale, dir: directionOf(campaign.locale) }, content);
      paint(section, campaign.colours);
      slot.replaceChildren(section);
    };
    const { showing } = start(offer, claimed, occupy(slot), (outcome) => {
      const thanks = thanksContent(outcome, showing);
      thanks.tabIndex = -1;
      put(thanks);
      thanks.focus();
    });
    put(await contentOf(campaign, showing));
  }

  return {
    show,
    /** The visitor goes on to another page. */
    clear() {
      isOver = true;
      for (const act of [...takeDown, ...stopsOfSlots.values(), ...vacating.values()]) act();
      takeDown = [];
    },
  };
}

function isDialog(campaign: Campaign): campaign is Dialog {
  if (campaign.__typename === 'FormSurvey') return campaign.presentation === 'POPUP';
  return campaign.__typename === 'PopupBanner' || campaign.__typename === 'EmailCollection';
}

function startsAsTeaser({ teaser }: Dialog): boolean {
  return !!teaser && teaser.moment !== 'AFTER_CLOSE';
}

/** What stands in the page needs its slot there. */
function hasPlace(campaign: Campaign): boolean {
  return isDialog(campaign) || campaign.__typename === 'NotificationBar' || slotOf(campaign) !== null;
}

function slotOf({ placement }: Campaign): Element | null {
  return document.querySelector(`[data-segue-slot="${CSS.escape(placement ?? '')}"]`);
}

/** Forms come in a file of their own, when there is one to show. */
async function contentOf(campaign: Dialog, showing: Showing): Promise<HTMLElement> {
  switch (campaign.__typename) {
    case 'PopupBanner':
      return popupContent(campaign, showing);
    case 'EmailCollection':
      return (await import('./email')).emailForm(campaign, showing);
    case 'FormSurvey':
      return (await import('./survey')).surveyForm(campaign, showing);
  }
}

function directionOf(locale: string): 'rtl' | 'ltr' {
  return RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr';
}
