import { currentDevice } from './browser';
import { ConfirmEmailDocument, EligibleCampaignsDocument, type PageInput, type PurchasedItemInput } from './generated/graphql';
import type { Labels } from './labels';
import { createOutbox, type EventFacts, type EventKind } from './outbox';
import { createPost, type Endpoint } from './transport';
import { customEvents, triggersFor, watchTriggers } from './triggers';
import { countPage, currentVisit, currentVisitorId, rememberVisitorId } from './visits';

export interface SegueOptions extends Endpoint {
  /** The language of the shop's page, such as `tr-TR`; the page's own when left out. */
  locale?: string;
  /** The module's own words in that language. */
  labels?: Partial<Labels>;
  /** Of a tester, as the admin API makes it: campaigns under test are shown as well. */
  testToken?: string | undefined;
  /** How far the server's clock is ahead of the visitor's. */
  clockOffsetMilliseconds?: number;
}

export type Segue = ReturnType<typeof createSegue>;
export type { EventFacts, EventKind, Labels, PageInput, PurchasedItemInput };

/** How long a page waits for its events to arrive before it asks without them. */
const PATIENCE_MILLISECONDS = 1_000;

/**
 * Connect a page with Segue. Nothing here ever throws or blocks the page: while the server can't be
 * reached, events wait in the browser's storage and no campaign is shown.
 */
export function createSegue(options: SegueOptions) {
  const { testToken, clockOffsetMilliseconds = 0 } = options;
  const locale = options.locale ?? document.documentElement.lang;
  const post = createPost(options);
  const outbox = createOutbox(post, clockOffsetMilliseconds);
  let leavePage = () => {};

  function track<Kind extends EventKind>(kind: Kind, facts: EventFacts<Kind>): void {
    outbox.track(currentVisitorId(), kind, facts);
    if ('name' in facts && kind === 'custom') emit(String(facts.name));
  }

  function emit(name: string): void {
    customEvents.dispatchEvent(new Event(name));
  }

  async function visit(page: PageInput): Promise<void> {
    leavePage();
    countPage();
    const url = page.url ?? location.href;
    const device = page.device ?? currentDevice();
    track('pageView', { page: page.type ?? 'OTHER', url });
    let hasLeft = false;
    let clear: () => void = () => undefined;
    leavePage = () => {
      hasLeft = true;
      clear();
    };
    try {
      await Promise.race([outbox.flush(), new Promise((go) => setTimeout(go, PATIENCE_MILLISECONDS))]);
      const visitorId = currentVisitorId();
      const { eligibleCampaigns } = await post(EligibleCampaignsDocument, {
        visitorId,
        page: { referrer: document.referrer || null, sessionId: currentVisit().id, ...page, url, device },
        locale: locale || null,
        testToken: testToken ?? null,
      });
      if (!eligibleCampaigns.length) return;
      // What draws campaigns is loaded once there is one.
      const { createStage } = await import('./stage');
      if (hasLeft) return;
      const now = () => Date.now() + clockOffsetMilliseconds;
      const stage = createStage({ post, outbox, labels: options.labels, visitorId, now });
      const stops = eligibleCampaigns.map((offer) =>
        watchTriggers(triggersFor(offer.campaign.display, device), offer.campaign.id, () =>
          stage.show(offer).catch(quietly),
        ),
      );
      clear = () => {
        for (const stop of stops) stop();
        stage.clear();
      };
    } catch (error) {
      quietly(error);
    }
  }

  return {
    /** Report what the visitor did; it is sent within a second, or when the page is left. */
    track,
    /** Say that something of the shop's own happened, for campaigns that wait for it. */
    emit,
    /** Call this on every page: it is reported, and the campaigns for it appear in their time. */
    visit,
    /** From here on the visitor is this customer, on every page. */
    identify: rememberVisitorId,
    get visitorId() {
      return currentVisitorId();
    },
    /** The visitor followed the link of a letter: returns what to show, or null when it isn't valid. */
    async confirmEmail(token: string) {
      try {
        const { confirmEmail } = await post(ConfirmEmailDocument, { input: { token } });
        return confirmEmail.__typename === 'EmailCaptured' ? confirmEmail : null;
      } catch (error) {
        quietly(error);
        return null;
      }
    },
    flush: outbox.flush,
  };
}

function quietly(error: unknown): void {
  console.debug('Segue shows nothing for now:', error);
}
