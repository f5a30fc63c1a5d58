import { useEffect, useState } from 'react';
import { currentDevice } from './browser';
import { graphql, readFragment, type FragmentType } from './generated';
import type { DisplayPartsFragment } from './generated/graphql';
import { clockStartedAt, currentVisit, restartClock } from './visitor';

export const DisplayParts = graphql(/* GraphQL */ `
  fragment DisplayParts on Display {
    triggers {
      ...TriggerParts
    }
    deviceTriggers {
      device
      triggers {
        ...TriggerParts
      }
    }
    closing {
      hasButton
      onOverlayClick
      onEscape
      afterSeconds
    }
    animation {
      entrance
      milliseconds
    }
    size
    theme
  }
`);

const TriggerParts = graphql(/* GraphQL */ `
  fragment TriggerParts on Trigger {
    kind
    delaySeconds
    scrollPercent
    inactivitySeconds
    selector
    eventName
    pageCount
    acrossPages
  }
`);

type Trigger = ReturnType<typeof readTriggers>[number];
type Stop = () => void;
/** Begin to watch; call `fire` when it happens. `clock` names what goes on from page to page. */
type Watch = (trigger: Trigger, fire: () => void, clock: string) => Stop;

/** The shop's own events, by their names. */
export const shopEvents = new EventTarget();

/** Whether one of the triggers has gone off since the component was mounted. */
export function useTriggers(display: DisplayPartsFragment, name: string): boolean {
  const [hasFired, setFired] = useState(false);
  useEffect(() => {
    if (hasFired) return;
    const stops = readTriggers(display).map((trigger, place) =>
      WATCHES[trigger.kind](trigger, () => setFired(true), `${name}.${place}`),
    );
    return () => stops.forEach((stop) => stop());
  }, [display, name, hasFired]);
  return hasFired;
}

function readTriggers({ triggers, deviceTriggers }: DisplayPartsFragment) {
  const device = currentDevice();
  const own = deviceTriggers.find((each) => each.device === device);
  return (own?.triggers ?? triggers).map((trigger: FragmentType<typeof TriggerParts>) => readFragment(TriggerParts, trigger));
}

const after = (milliseconds: number, act: () => void): Stop => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};

function listen(target: EventTarget, types: string[], listener: (event: Event) => void): Stop {
  const ending = new AbortController();
  for (const type of types) target.addEventListener(type, listener, { passive: true, signal: ending.signal });
  return () => ending.abort();
}

const WATCHES: Record<Trigger['kind'], Watch> = {
  IMMEDIATELY: (_, fire) => after(0, fire),
  DELAY({ delaySeconds, acrossPages }, fire, clock) {
    const startedAt = acrossPages ? clockStartedAt(clock) : Date.now();
    return after(startedAt + (delaySeconds ?? 0) * 1_000 - Date.now(), fire);
  },
  SCROLL({ scrollPercent }, fire) {
    const look = () => {
      const { scrollHeight, clientHeight } = document.documentElement;
      const whole = scrollHeight - clientHeight;
      if (window.scrollY >= (whole * (scrollPercent ?? 0)) / 100 - 1) fire();
    };
    const stops = [after(0, look), listen(window, ['scroll'], look)];
    return () => stops.forEach((stop) => stop());
  },
  EXIT_INTENT(_, fire) {
    const stops = [watchPointerLeave(fire), watchFling(fire)];
    return () => stops.forEach((stop) => stop());
  },
  INACTIVITY: watchInactivity,
  ELEMENT_CLICK: ({ selector }, fire) =>
    listen(document, ['click'], ({ target }) => {
      try {
        if (target instanceof Element && target.closest(selector ?? '')) fire();
      } catch {
        // A selector that isn't one selects nothing.
      }
    }),
  CUSTOM_EVENT: ({ eventName }, fire) => listen(shopEvents, [eventName ?? ''], fire),
  PAGE_COUNT: ({ pageCount }, fire) => (currentVisit().pages >= (pageCount ?? 1) ? after(0, fire) : () => undefined),
};

/** The pointer leaves through the window's upper edge, where tabs and the address are. */
function watchPointerLeave(fire: () => void): Stop {
  return listen(document.documentElement, ['mouseleave'], (event) => {
    if ((event as MouseEvent).clientY <= 0) fire();
  });
}

const FLING_PIXELS_PER_MILLISECOND = 1.5;

/** On a touch screen, a finger that flings the page back to its top. */
function watchFling(fire: () => void): Stop {
  let before = { y: window.scrollY, at: performance.now() };
  return listen(window, ['scroll'], () => {
    const now = { y: window.scrollY, at: performance.now() };
    const passed = now.at - before.at;
    const isFast = passed < 200 && (before.y - now.y) / Math.max(passed, 1) > FLING_PIXELS_PER_MILLISECOND;
    if (isFast && currentDevice() !== 'DESKTOP') fire();
    before = now;
  });
}

const ACTIVITY = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'wheel'];
/** A moving pointer reports often; what counts is the second. */
const ACTIVITY_STEP_MILLISECONDS = 200;

function watchInactivity({ inactivitySeconds, acrossPages }: Trigger, fire: () => void, clock: string): Stop {
  const silence = (inactivitySeconds ?? 0) * 1_000;
  let activeAt = acrossPages ? clockStartedAt(clock) : Date.now();
  let stopTimer = after(activeAt + silence - Date.now(), fire);
  const stopListening = listen(window, ACTIVITY, () => {
    if (Date.now() - activeAt < ACTIVITY_STEP_MILLISECONDS) return;
    activeAt = acrossPages ? restartClock(clock) : Date.now();
    stopTimer();
    stopTimer = after(silence, fire);
  });
  return () => {
    stopTimer();
    stopListening();
  };
}
