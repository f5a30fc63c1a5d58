/** Web storage that never throws: in a private window or on a full disk it lasts as long as the page. */
export function stored<Value>(area: 'localStorage' | 'sessionStorage', key: string) {
  let refused: Value | undefined;
  return {
    read(): Value | undefined {
      try {
        return refused ?? JSON.parse(window[area].getItem(key) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(value: Value): void {
      try {
        window[area].setItem(key, JSON.stringify(value));
        refused = undefined;
      } catch {
        refused = value;
      }
    },
  };
}

/** A random id; `randomUUID` is there on HTTPS and localhost only. */
export function randomId(): string {
  return (
    crypto.randomUUID?.() ??
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join('')
  );
}

export function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

export function currentDevice(): 'DESKTOP' | 'TABLET' | 'MOBILE' {
  if (!matchMedia('(pointer: coarse)').matches) return 'DESKTOP';
  return matchMedia('(min-width: 768px)').matches ? 'TABLET' : 'MOBILE';
}

/** Listen, and return what ends it. */
export function listen(
  target: EventTarget,
  types: string,
  listener: (event: Event) => void,
  options: AddEventListenerOptions = { passive: true },
): () => void {
  const each = types.split(' ');
  for (const type of each) target.addEventListener(type, listener, options);
  return () => {
    for (const type of each) target.removeEventListener(type, listener, options);
  };
}
