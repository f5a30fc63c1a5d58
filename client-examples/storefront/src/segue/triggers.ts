import { listen } from './browser';
import type { EligibleCampaignsQuery } from './generated/graphql';
import { clockStartedAt, currentVisit, restartClock } from './visits';

type Campaign = EligibleCampaignsQuery['eligibleCampaigns'][number]['campaign'];
export type Display = Campaign['display'];
export type Trigger = Display['triggers'][number];

/** The storefront's own events, by name in `detail`. */
export const customEvents = new EventTarget();

const ACTIVITY = 'pointermove pointerdown keydown scroll touchstart wheel';
/** Of a finger that flings the page back to its top. */
const FAST_UPWARD_PIXELS_PER_MILLISECOND = 1.5;

/** The triggers that count on this device: its own, or else those for all. */
export function triggersFor({ triggers, deviceTriggers }: Display, device: string): Trigger[] {
  return deviceTriggers.find((own) => own.device === device)?.triggers ?? triggers;
}

/**
 * Call `fire` once, when the first of the triggers goes off.
 *
 * @param name what clocks that go on from page to page are kept under.
 * @returns what ends the watching.
 */
export function watchTriggers(triggers: Trigger[], name: string, fire: () => void): () => void {
  let stops: (() => void)[] = [];
  const stop = () => {
    for (const each of stops) each();
    stops = [];
  };
  let hasFired = false;
  const fireOnce = () => {
    stop();
    if (!hasFired) fire();
    hasFired = true;
  };
  stops = triggers.map((trigger, place) => watch(trigger, `${name}.${place}`, fireOnce));
  if (hasFired) stop();
  return () => {
    hasFired = true;
    stop();
  };
}

function watch(trigger: Trigger, clock: string, fire: () => void): () => void {
  switch (trigger.kind) {
    case 'IMMEDIATELY':
      return after(0, fire);
    case 'DELAY':
      return watchDelay(trigger, clock, fire);
    case 'SCROLL':
      return watchScroll(trigger.scrollPercent ?? 0, fire);
    case 'EXIT_INTENT':
      return watchExit(fire);
    case 'INACTIVITY':
      return watchInactivity(trigger, clock, fire);
    case 'ELEMENT_CLICK':
      return watchClicks(trigger.selector ?? '', fire);
    case 'CUSTOM_EVENT':
      return listen(customEvents, trigger.eventName ?? '', fire);
    case 'PAGE_COUNT':
      return currentVisit().pages >= (trigger.pageCount ?? 1) ? after(0, fire) : () => undefined;
  }
}

function after(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
}

function watchDelay({ delaySeconds, acrossPages }: Trigger, clock: string, fire: () => void) {
  const startedAt = acrossPages ? clockStartedAt(clock) : Date.now();
  return after(startedAt + (delaySeconds ?? 0) * 1_000 - Date.now(), fire);
}

function watchScroll(percent: number, fire: () => void): () => void {
  const look = () => {
    const { scrollHeight, clientHeight } = document.documentElement;
    const all = scrollHeight - clientHeight;
    if (all <= 0 || scrollY >= (all * percent) / 100 - 1) fire();
  };
  const stopFirst = after(0, look);
  const stopScroll = listen(window, 'scroll', look);
  return () => {
    stopFirst();
    stopScroll();
  };
}

/** The pointer leaves through the top of the window; on a touch screen the page is flung upwards. */
function watchExit(fire: () => void): () => void {
  const stopPointer = listen(document.documentElement, 'mouseleave', (event) => {
    if ((event as MouseEvent).clientY <= 0) fire();
  });
  let before = { y: scrollY, at: performance.now() };
  const stopScroll = listen(window, 'scroll', () => {
    const now = { y: scrollY, at: performance.now() };
    const speed = (before.y - now.y) / Math.max(now.at - before.at, 1);
    const isTouch = matchMedia('(pointer: coarse)').matches;
    if (isTouch && now.at - before.at < 200 && speed > FAST_UPWARD_PIXELS_PER_MILLISECOND) fire();
    before = now;
  });
  return () => {
    stopPointer();
    stopScroll();
  };
}

function watchInactivity(trigger: Trigger, clock: string, fire: () => void): () => void {
  const silence = (trigger.inactivitySeconds ?? 0) * 1_000;
  let lastActiveAt = trigger.acrossPages ? clockStartedAt(clock) : Date.now();
  let stopTimer = after(lastActiveAt + silence - Date.now(), fire);
  const stopActivity = listen(window, ACTIVITY, () => {
    // A moving pointer reports often; what counts is the second.
    if (Date.now() - lastActiveAt < 200) return;
    lastActiveAt = Date.now();
    if (trigger.acrossPages) restartClock(clock);
    stopTimer();
    stopTimer = after(silence, fire);
  });
  return () => {
    stopTimer();
    stopActivity();
  };
}

function watchClicks(selector: string, fire: () => void): () => void {
  return listen(document, 'click', ({ target }) => {
    try {
      if ((target as Element).closest(selector)) fire();
    } catch {
      // A selector that isn't one selects nothing.
    }
  });
}
