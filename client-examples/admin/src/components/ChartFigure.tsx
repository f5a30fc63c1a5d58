import type { ReactNode } from 'react';

/** A chart, with all that it shows in words for whoever can't see it. */
export function ChartFigure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="img" aria-label={label}>
      <div aria-hidden>{children}</div>
    </div>
  );
}
