import { every, h } from './dom';
import type { ColourPartsFragment, CountdownPartsFragment } from './generated/graphql';
import type { Labels } from './labels';

/** The campaign's colours, for the style sheet. Custom properties pass any content security policy. */
export function paint(element: HTMLElement, colours: ColourPartsFragment): void {
  const { text, background, buttonText, buttonBackground } = colours;
  const values = { text, background, 'button-text': buttonText, button: buttonBackground };
  for (const [name, value] of Object.entries(values)) {
    if (value) element.style.setProperty(`--segue-${name}`, value);
  }
}

/** The visitor's code and a button that copies it. */
export function couponBox(code: string, labels: Labels) {
  const status = h('span', { role: 'status', class: 'segue-copied' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      status.textContent = labels.copied;
    } catch {
      getSelection()?.selectAllChildren(shown);
    }
  };
  const shown = h('strong', {}, code);
  const button = h('button', { type: 'button', class: 'segue-copy', click: copy }, labels.copy);
  const box = h('p', { class: 'segue-coupon' }, `${labels.code} `, shown, button, status);
  return { box, copy };
}

/**
 * A clock that runs down; null when it is over already and the campaign goes with it.
 *
 * @param now the server's moment, in milliseconds.
 */
export function countdownClock(
  countdown: CountdownPartsFragment,
  firstShownAt: string | null,
  now: () => number,
  hide: () => void,
): { box: HTMLElement; stop: () => void } | null {
  const { label, endsAt, secondsFromFirstDisplay, whenOver, overText } = countdown;
  const end = endsAt
    ? Date.parse(endsAt)
    : (firstShownAt ? Date.parse(firstShownAt) : now()) + (secondsFromFirstDisplay ?? 0) * 1_000;
  if (now() >= end && whenOver === 'HIDE') return null;
  const face = h('strong', { role: 'timer' });
  const box = h('p', { class: 'segue-countdown' }, label && `${label} `, face);
  const tick = () => {
    const seconds = Math.ceil((end - now()) / 1_000);
    if (seconds > 0) return void (face.textContent = clockFace(seconds));
    ticking.pause();
    if (whenOver === 'HIDE') hide();
    else box.textContent = overText ?? '';
  };
  const ticking = every(1_000, tick);
  ticking.resume();
  tick();
  return { box, stop: ticking.pause };
}

function clockFace(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const clock = [(seconds / 3_600) % 24, (seconds / 60) % 60, seconds % 60].map(two).join(':');
  return days ? `${days} d ${clock}` : clock;
}
