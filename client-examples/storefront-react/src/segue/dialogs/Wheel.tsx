import { useRef, type ReactNode } from 'react';
import { useReducedMotion } from '../browser';

const TURN_MILLISECONDS = 4_000;
const WHOLE_TURNS = 5;

/** A wheel of fortune, of no slices none; `turnTo` resolves when it stands at the prize. */
export function useWheel(slices: { key: string; label: string }[]): { picture: ReactNode; turnTo: (key: string) => Promise<void> } {
  const wantsLessMotion = useReducedMotion();
  const disc = useRef<SVGGElement>(null);
  const share = 360 / slices.length;

  async function turnTo(key: string): Promise<void> {
    const place = slices.findIndex((slice) => slice.key === key);
    const to = `rotate(${WHOLE_TURNS * 360 - share * Math.max(place, 0)}deg)`;
    const duration = wantsLessMotion ? 0 : TURN_MILLISECONDS;
    await disc.current?.animate({ transform: ['rotate(0deg)', to] }, { duration, easing: 'cubic-bezier(.15,.7,.1,1)', fill: 'forwards' })
      .finished;
  }

  if (slices.length === 0) return { picture: null, turnTo };
  const picture = (
    <svg viewBox="-104 -112 208 216" className="segue-wheel" aria-hidden="true">
      <g ref={disc}>
        {slices.map(({ key, label }, place) => {
          const middle = share * place - 90;
          return (
            <g key={key}>
              <path d={sector(middle - share / 2, middle + share / 2)} data-slice={place % 4} />
              <text transform={`rotate(${middle}) translate(82 3)`} textAnchor="end">
                {label}
              </text>
            </g>
          );
        })}
      </g>
      <circle r="12" className="segue-hub" />
      <path d="M-10 -111h20L0 -88z" className="segue-hub" />
    </svg>
  );
  return { picture, turnTo };
}

function sector(from: number, to: number): string {
  return `M0 0L${pointAt(from)}A100 100 0 ${to - from > 180 ? 1 : 0} 1 ${pointAt(to)}z`;
}

function pointAt(degrees: number): string {
  const radians = (degrees * Math.PI) / 180;
  return `${(100 * Math.cos(radians)).toFixed(2)} ${(100 * Math.sin(radians)).toFixed(2)}`;
}
