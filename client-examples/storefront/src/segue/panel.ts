import { listen } from './browser';
import { announce, crossIcon, h, newId } from './dom';
import type { PositionPartsFragment } from './generated/graphql';
import type { Labels } from './labels';
import type { Display } from './triggers';

export interface Panel {
  /** Resolves once it is closed: whether the visitor closed it, or it closed by itself. */
  closed: Promise<'visitor' | 'itself'>;
  close: (by: 'visitor' | 'itself') => void;
  /** Put something else in its place, and let screen readers say so. */
  replace: (content: HTMLElement) => void;
}

/**
 * Open a dialog with the content. Over a dimmed page it is modal: the browser keeps the focus inside
 * and returns it. Without that it stands beside the page and leaves the focus where it is.
 */
export function openPanel(
  content: HTMLElement,
  { closing, animation, size, theme }: Display,
  { position, isModal, direction, locale, labels }: {
    position: PositionPartsFragment;
    isModal: boolean;
    direction: string;
    locale: string;
    labels: Labels;
  },
): Panel {
  const heading = content.querySelector('h2');
  if (heading) heading.id = newId();
  let finish: (by: 'visitor' | 'itself') => void = () => undefined;
  const closed = new Promise<'visitor' | 'itself'>((resolve) => (finish = resolve));
  const closeByVisitor = () => close('visitor');
  // Whoever can't get away from it by any other means still can by Escape.
  const canEscape = closing.onEscape || !closing.hasButton;

  const button =
    closing.hasButton &&
    h('button', { type: 'button', class: 'segue-close', 'aria-label': labels.close, click: closeByVisitor }, crossIcon());
  const dialog = h(
    'dialog',
    {
      class: 'segue-panel',
      lang: locale,
      dir: direction,
      'aria-labelledby': heading?.id,
      'data-segue-vertical': position.vertical,
      'data-segue-horizontal': position.horizontal,
      'data-segue-size': size,
      'data-segue-entrance': animation.entrance,
      'data-segue-theme': theme,
      closedby: 'none',
      tabindex: -1,
    },
    content,
    button,
  );
  dialog.style.setProperty('--segue-duration', `${animation.milliseconds}ms`);
  document.body.append(dialog);

  let isBeside = false;
  const stops = [
    listen(document, 'keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape' && canEscape) closeByVisitor();
    }),
    listen(dialog, 'cancel', (event) => event.preventDefault(), {}),
    listen(dialog, 'pointerdown', ({ target }) => {
      if (target === dialog && isModal && closing.onOverlayClick) isBeside = true;
    }),
    listen(dialog, 'click', ({ target }) => {
      if (target === dialog && isBeside) closeByVisitor();
      isBeside = false;
    }),
  ];
  if (closing.afterSeconds) stops.push(closeAfter(closing.afterSeconds));
  const before = document.activeElement;
  if (isModal) {
    dialog.showModal();
    dialog.focus();
  } else {
    dialog.setAttribute('open', '');
    announce(heading?.textContent);
  }

  /** Time to read is given anew whenever the visitor does something with it. */
  function closeAfter(seconds: number): () => void {
    const start = () => setTimeout(close, seconds * 1_000, 'itself');
    let timer = start();
    const stop = listen(dialog, 'pointermove keydown focusin', () => {
      clearTimeout(timer);
      timer = start();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }

  function close(by: 'visitor' | 'itself'): void {
    for (const stop of stops) stop();
    const hadFocus = dialog.contains(document.activeElement);
    dialog.remove();
    if (hadFocus && before instanceof HTMLElement) before.focus({ preventScroll: true });
    finish(by);
  }

  function replace(next: HTMLElement): void {
    content.replaceWith(next);
    content = next;
    next.tabIndex = -1;
    const title = next.querySelector('h2, .segue-thanks');
    if (title) dialog.setAttribute('aria-labelledby', (title.id = newId()));
    next.focus({ preventScroll: true });
  }

  return { closed, close, replace };
}
