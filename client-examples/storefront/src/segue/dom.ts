import type { ButtonPartsFragment, ImagePartsFragment, LinkPartsFragment } from './generated/graphql';

type Child = Node | string | null | undefined | false;
type Properties = Record<string, unknown>;

/** Make an element. Functions are listeners, everything else is an attribute; `null` and `false` are left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), properties, children);
}

export function svg(tag: string, properties: Properties, ...children: Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children);
}

function fill<Made extends Element>(element: Made, properties: Properties, children: Child[]): Made {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name, value as EventListener);
    else if (value != null && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

let ids = 0;
export function newId(): string {
  return `segue-${++ids}`;
}

/** The server lets nothing else through; a page should not have to trust that. */
function isSafe(url: string): boolean {
  return /^(https?:\/\/|\/(?!\/))/i.test(url);
}

export function pictureOf(
  image: ImagePartsFragment | null,
  narrow?: ImagePartsFragment | null,
): HTMLElement | null {
  if (!image || !isSafe(image.url)) return null;
  const { url, alternativeText, isDecorative, width, height } = image;
  const picture = h('img', {
    src: url,
    srcset: srcset(image),
    sizes: image.sources.length > 0 && '(max-width: 640px) 100vw, 50vw',
    alt: isDecorative ? '' : alternativeText,
    width,
    height,
    class: 'segue-image',
  });
  if (!narrow || !isSafe(narrow.url)) return picture;
  const media = '(max-width: 640px)';
  return h('picture', {}, h('source', { media, srcset: srcset(narrow) || narrow.url }), picture);
}

function srcset({ sources }: ImagePartsFragment): string | false {
  const safe = sources.filter(({ url }) => isSafe(url));
  return safe.length > 0 && safe.map(({ url, width }) => `${url} ${width}w`).join(', ');
}

export function linkTo(
  link: LinkPartsFragment | null,
  content: Child,
  click: () => void,
  properties: Properties = {},
): HTMLElement | null {
  if (!link || !isSafe(link.url)) return null;
  const beside = link.opensNewTab && { target: '_blank', rel: 'noopener' };
  return h('a', { href: link.url, click, ...beside, ...properties }, content);
}

export interface ButtonActs {
  clicked: () => void;
  close: () => void;
  copyCoupon?: (() => void) | undefined;
}

/** Buttons as the campaign has them. Forms have their own for sending and going on. */
export function buttonRow(buttons: ButtonPartsFragment[], acts: ButtonActs): HTMLElement | null {
  const made = buttons.map(({ label, action, link }, place) => {
    const look = { class: place ? 'segue-button segue-second' : 'segue-button' };
    if (action === 'OPEN_LINK') return linkTo(link, label, acts.clicked, look);
    const click = () => {
      acts.clicked();
      if (action === 'COPY_COUPON') acts.copyCoupon?.();
      else acts.close();
    };
    return h('button', { type: 'button', click, ...look }, label);
  });
  return made.length ? h('div', { class: 'segue-buttons' }, ...made) : null;
}

/** Stop, go on: for whatever moves by itself for more than a moment. */
export function every(milliseconds: number, act: () => void) {
  let timer: ReturnType<typeof setInterval> | undefined;
  const pause = () => clearInterval(timer);
  return {
    pause,
    resume: () => {
      pause();
      timer = setInterval(act, milliseconds);
    },
  };
}

export function crossIcon(): SVGElement {
  const look = { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' };
  return svg('svg', look, svg('path', { d: 'M3 3l10 10M13 3L3 13', class: 'segue-stroke' }));
}

/** Have screen readers say something that appears beside what the visitor is doing. */
export function announce(text: string | null | undefined): void {
  live ??= document.body.appendChild(h('div', { role: 'status', class: 'segue-unseen' }));
  live.textContent = text ?? '';
}
let live: HTMLElement | undefined;
