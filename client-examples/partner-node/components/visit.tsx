'use client';

import { useEffect, useRef, useState } from 'react';
import type { Offer } from '@/segue/campaigns';
import type { BarPartsFragment } from '@/segue/generated/graphql';
import { CampaignLink } from './campaign-link';
import { claimOnce, post, report } from './reporting';

type BarOffer = Offer<BarPartsFragment>;

/**
 * Reports the visit of a page, and shows the visitor's notification bar. Nothing of it is in the HTML, so
 * the page itself may be everybody's.
 */
export function Visit({ productId = '' }: { productId?: string }) {
  const visitId = useRef<string>(null);
  const [offer, setOffer] = useState<BarOffer | null>(null);

  useEffect(() => {
    let isGone = false;
    visitId.current ??= crypto.randomUUID(); // the same when React mounts twice: it counts once
    void openedPage({ id: visitId.current, url: location.href, productId }).then((shown) => {
      if (!isGone) setOffer(shown);
    });
    return () => {
      isGone = true;
    };
  }, [productId]);

  if (offer === null) return null;
  const { decisionId, campaign } = offer;
  const style = {
    color: campaign.colours.text ?? undefined,
    background: campaign.colours.background ?? undefined,
  };
  return (
    <aside className="bar" aria-label="News" style={style}>
      {campaign.messages.map(({ text, link }) => (
        <span key={text} onClick={() => link && report(decisionId, 'CLICK')}>
          {link ? <CampaignLink link={link}>{text}</CampaignLink> : text}
        </span>
      ))}
      <button
        type="button"
        aria-label="Close"
        onClick={() => {
          report(decisionId, 'CLOSE');
          setOffer(null);
        }}
      >
        ×
      </button>
    </aside>
  );
}

/** Returns what may be shown now: claimed, and of nobody in a control group. */
async function openedPage(visit: {
  id: string;
  url: string;
  productId: string;
}): Promise<BarOffer | null> {
  const offer = (await post('visits', visit)) as BarOffer | null;
  if (offer === null) return null;
  return (await claimOnce(offer.decisionId)) ? offer : null;
}
