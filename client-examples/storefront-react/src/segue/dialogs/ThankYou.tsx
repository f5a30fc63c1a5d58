import { useEffect, useRef } from 'react';
import { Heading } from 'react-aria-components';
import { readFragment } from '../generated';
import { Actions, ThankYouParts } from '../parts';
import { useLabels } from '../SegueProvider';
import { useShowing, type Outcome } from '../showing';

/** What stands in the place of a form that has arrived; screen readers are told by the focus. */
export function ThankYou({ outcome }: { outcome: Outcome }) {
  const { thankYou, couponCode, prize, needsConfirmation } = outcome;
  const { text, closesAfterSeconds, buttons } = readFragment(ThankYouParts, thankYou);
  const labels = useLabels();
  const { close } = useShowing();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (closesAfterSeconds === null) return;
    const timer = setTimeout(close, closesAfterSeconds * 1_000);
    return () => clearTimeout(timer);
  }, [closesAfterSeconds, close]);
  return (
    <div ref={box} tabIndex={-1} className="segue-content segue-thanks">
      <Heading slot="title">{text}</Heading>
      {prize && (
        <p>
          {labels.won} <strong>{prize.label}</strong>
        </p>
      )}
      {needsConfirmation && <p>{labels.confirm}</p>}
      <Actions buttons={buttons} couponCode={couponCode} />
    </div>
  );
}
