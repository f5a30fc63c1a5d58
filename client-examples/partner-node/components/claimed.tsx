'use client';

import { useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { claimOnce, report } from './reporting';

type ClaimedProps = { decisionId: string; standIn: ReactNode; children: ReactNode };

/**
 * Counts a campaign that the server has rendered once the visitor sees it, not when a robot or a prefetch
 * asked for the page. Where a cap was reached meanwhile, in another tab, the stand-in takes its place.
 */
export function Claimed({ decisionId, standIn, children }: ClaimedProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isRefused, setIsRefused] = useState(false);

  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        void claimOnce(decisionId).then((answer) => setIsRefused(answer === false));
      },
      { threshold: 0.5 },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [decisionId]);

  function onClick({ target }: MouseEvent) {
    if (!isRefused && target instanceof Element && target.closest('a')) report(decisionId, 'CLICK');
  }

  return (
    <div ref={place} onClick={onClick}>
      {isRefused ? standIn : children}
    </div>
  );
}
