import { prefersReducedMotion } from './browser';
import { svg } from './dom';

const SPIN_MILLISECONDS = 4_000;

/** A wheel of fortune; `stopAt` turns it to a slice and resolves when it stands. */
export function wheelOfFortune(slices: { key: string; label: string }[]) {
  const share = 360 / slices.length;
  const disc = svg('g', { class: 'segue-disc' }, ...slices.flatMap(({ label }, place) => {
    const middle = share * place - 90;
    return [
      svg('path', { d: sector(middle - share / 2, middle + share / 2), class: `segue-slice-${place % 4}` }),
      svg('text', { transform: `rotate(${middle}) translate(84 3)`, 'text-anchor': 'end' }, label),
    ];
  }));
  const box = svg(
    'svg',
    { viewBox: '-104 -112 208 216', class: 'segue-wheel', 'aria-hidden': 'true' },
    disc,
    svg('circle', { r: 12, class: 'segue-hub' }),
    svg('path', { d: 'M-10 -111h20L0 -88z', class: 'segue-hub' }),
  );
  async function stopAt(key: string): Promise<void> {
    const place = slices.findIndex((slice) => slice.key === key);
    const to = `rotate(${5 * 360 - share * place}deg)`;
    const duration = prefersReducedMotion() ? 0 : SPIN_MILLISECONDS;
    const easing = 'cubic-bezier(.15,.7,.1,1)';
    const turning = disc.animate({ transform: ['rotate(0)', to] }, { duration, easing, fill: 'forwards' });
    await turning.finished;
  }
  return { box, stopAt };
}

function sector(from: number, to: number): string {
  const point = (degrees: number) => {
    const radians = (degrees * Math.PI) / 180;
    return `${(100 * Math.cos(radians)).toFixed(2)} ${(100 * Math.sin(radians)).toFixed(2)}`;
  };
  return `M0 0L${point(from)}A100 100 0 ${to - from > 180 ? 1 : 0} 1 ${point(to)}z`;
}
