import { prefersReducedMotion } from './browser';
import { buttonRow, crossIcon, every, h, linkTo, pictureOf } from './dom';
import type { ButtonPartsFragment } from './generated/graphql';
import { couponBox, paint } from './parts';
import type { CampaignOf, Outcome, Showing } from './showing';

const SLIDE_MILLISECONDS = 7_000;

export function popupContent(campaign: CampaignOf<'PopupBanner'>, showing: Showing): HTMLElement {
  const { title, text, image, link, buttons } = campaign;
  const picture = pictureOf(image);
  const texts = h(
    'div',
    { class: 'segue-texts' },
    h('h2', {}, linkTo(link, title, showing.clicked) ?? title),
    text && h('p', {}, text),
    showing.clock,
    ...codeAndButtons(showing.couponCode, buttons, showing),
  );
  return h('div', { class: 'segue-content segue-beside' }, picture, texts);
}

/** What stands in the place of a form that has arrived. */
export function thanksContent(outcome: Outcome, showing: Showing): HTMLElement {
  const { thankYou, couponCode, prize, needsConfirmation } = outcome;
  const { labels } = showing;
  return h(
    'div',
    { class: 'segue-content segue-thanks-page' },
    h('p', { class: 'segue-thanks' }, thankYou.text),
    prize && h('p', {}, `${labels.won} `, h('strong', {}, prize.label)),
    needsConfirmation && h('p', {}, labels.confirm),
    ...codeAndButtons(couponCode, thankYou.buttons, showing),
  );
}

function codeAndButtons(code: string | null, buttons: ButtonPartsFragment[], showing: Showing) {
  const coupon = code ? couponBox(code, showing.labels) : undefined;
  const { clicked, close } = showing;
  return [coupon?.box ?? null, buttonRow(buttons, { clicked, close, copyCoupon: coupon?.copy })];
}

/** Put a bar at its edge of the window, and return what takes it away. */
export function placeBar(campaign: CampaignOf<'NotificationBar'>, showing: Showing): () => void {
  const { messages, rotatesEverySeconds, backgroundImage, buttons, edge, isSticky, locale } = campaign;
  const { labels } = showing;
  const lines = messages.map(({ text, link }) =>
    h('p', {}, linkTo(link, text, showing.clicked) ?? text),
  );
  const turns = takeTurns(lines, rotatesEverySeconds * 1_000, showing);
  const image = backgroundImage && pictureOf({ ...backgroundImage, isDecorative: true });
  const [coupon, row] = codeAndButtons(showing.couponCode, buttons, showing);
  const close = { type: 'button', class: 'segue-close', 'aria-label': labels.close, click: showing.close };
  const bar = h(
    'section',
    {
      class: 'segue-bar',
      'aria-label': labels.notice,
      lang: locale,
      'data-segue-edge': edge,
      'data-segue-sticky': isSticky,
      'data-segue-entrance': campaign.display.animation.entrance,
    },
    image,
    turns.pauseButton,
    h('div', { class: 'segue-lines' }, ...lines),
    showing.clock,
    coupon,
    row,
    campaign.display.closing.hasButton && h('button', close, crossIcon()),
  );
  paint(bar, campaign.colours);
  turns.pauseWhileUsed(bar);
  document.body[edge === 'TOP' ? 'prepend' : 'append'](bar);
  return () => {
    turns.stop();
    bar.remove();
  };
}

/** A slide of a slot. */
export function heroSlide(campaign: CampaignOf<'HeroBanner'>, showing: Showing): HTMLElement {
  const { heading, text, desktopImage, mobileImage, link, buttons, locale } = campaign;
  const picture = pictureOf(desktopImage, mobileImage);
  const slide = h(
    'article',
    { class: 'segue-hero', lang: locale },
    linkTo(link, picture, showing.clicked, { 'aria-label': heading, tabindex: -1 }) ?? picture,
    h(
      'div',
      { class: 'segue-hero-texts' },
      h('h2', {}, heading),
      text && h('p', {}, text),
      showing.clock,
      ...codeAndButtons(showing.couponCode, buttons, showing),
    ),
  );
  paint(slide, campaign.colours);
  return slide;
}

/** Fill a slot: one slide stands, several take turns. Returns what stops that. */
export function fillSlot(slot: Element, slides: HTMLElement[], showing: Pick<Showing, 'labels'>) {
  const turns = takeTurns(slides, SLIDE_MILLISECONDS, showing);
  const dots = slides.map((_, place) => {
    const look = { type: 'button', class: 'segue-dot', 'aria-label': `${place + 1} / ${slides.length}` };
    return h('button', { ...look, click: () => turns.turnTo(place) });
  });
  turns.onTurn = (current) =>
    dots.forEach((dot, place) => dot.setAttribute('aria-current', String(place === current)));
  turns.turnTo(0);
  const isAlone = slides.length < 2;
  const region = h(
    'section',
    { class: 'segue-slides', 'aria-label': showing.labels.offers },
    ...slides,
    isAlone ? null : h('div', { class: 'segue-dots' }, turns.pauseButton, ...dots),
  );
  turns.pauseWhileUsed(region);
  slot.replaceChildren(region);
  return turns.stop;
}

/** Show one of several after the other, until somebody stops it or would rather see less motion. */
function takeTurns(all: HTMLElement[], milliseconds: number, { labels }: Pick<Showing, 'labels'>) {
  let current = 0;
  const turnTo = (next: number) => {
    current = next % all.length;
    all.forEach((each, place) => (each.hidden = place !== current));
    turns.onTurn(current);
  };
  const ticking = every(milliseconds, () => turnTo(current + 1));
  let isPaused = prefersReducedMotion() || all.length < 2;
  const go = () => (isPaused ? ticking.pause() : ticking.resume());
  const pauseButton = h('button', {
    type: 'button',
    class: 'segue-pause',
    click: () => {
      isPaused = !isPaused;
      arrange();
    },
  });
  const arrange = () => {
    pauseButton.setAttribute('aria-label', isPaused ? labels.play : labels.pause);
    pauseButton.dataset['seguePaused'] = String(isPaused);
    go();
  };
  const turns = {
    pauseButton: all.length > 1 ? pauseButton : null,
    onTurn: (_: number): void => undefined,
    turnTo,
    stop: ticking.pause,
    pauseWhileUsed(element: HTMLElement) {
      for (const type of ['pointerenter', 'focusin']) element.addEventListener(type, ticking.pause);
      for (const type of ['pointerleave', 'focusout']) element.addEventListener(type, go);
    },
  };
  turnTo(0);
  arrange();
  return turns;
}
