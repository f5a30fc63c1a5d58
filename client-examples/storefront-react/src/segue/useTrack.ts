import { useCallback, useEffect } from 'react';
import { useIdFor } from './browser';
import type { EventFacts, EventKind } from './outbox';
import { useSegue } from './SegueProvider';
import { shopEvents } from './triggers';
import { useVisitor } from './visitor';

/**
 * Returns a function that reports what the visitor did. It is sent within a second, or when the page is
 * left; events of the shop's own (`custom`) also set off campaigns that wait for their name.
 */
export function useTrack() {
  const { outbox } = useSegue();
  const { id: visitorId } = useVisitor();
  return useCallback(
    <Kind extends EventKind>(kind: Kind, facts: EventFacts<Kind>): void => {
      if (visitorId === null) return;
      outbox.track(visitorId, kind, facts);
      if (kind === 'custom') emit((facts as EventFacts<'custom'>).name);
    },
    [outbox, visitorId],
  );
}

/** Report that the visitor looks at what the component shows: once for each `subject`, such as a product's id. */
export function useTrackView<Kind extends EventKind>(kind: Kind, facts: EventFacts<Kind>, subject: string): void {
  const { outbox } = useSegue();
  const { id: visitorId } = useVisitor();
  const id = useIdFor(`${visitorId} ${subject}`);
  useEffect(() => {
    if (visitorId !== null) outbox.track(visitorId, kind, facts, id);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the facts are those of the subject
  }, [outbox, visitorId, kind, id]);
}

/** Say that something of the shop's own has happened, without reporting it. */
export function emit(name: string): void {
  shopEvents.dispatchEvent(new Event(name));
}
