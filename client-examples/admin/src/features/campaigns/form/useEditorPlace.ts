import { useCallback } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

import { placeOf, SECTIONS, type Place, type SectionName } from './sections';

export interface EditorPlace {
  section: SectionName;
  variant: number;
  translation: number;
  /** Resolves once it is on screen. */
  go: (place: Partial<Place>) => Promise<void>;
}

/** Which part of the campaign is on screen. It stands in the address, so that it can be linked to. */
export function useEditorPlace(): EditorPlace {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const named = parameters.get('section');
  const go = useCallback(
    async (place: Partial<Place>) => {
      const after = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(place)) after.set(name, String(value));
      await navigate({ search: after.toString() }, { replace: true, preventScrollReset: true, flushSync: true });
    },
    [navigate],
  );
  return {
    section: SECTIONS.find(({ name }) => name === named)?.name ?? 'content',
    variant: Number(parameters.get('variant') ?? 0),
    translation: Number(parameters.get('translation') ?? 0),
    go,
  };
}

/** Go to a field and put the focus there, or on the nearest part around it that can take it. */
export function useGoToField(go: EditorPlace['go']) {
  return useCallback(
    async (path: string[]) => {
      await go(placeOf(path));
      focusNearest(path);
    },
    [go],
  );
}

function focusNearest(path: string[]): void {
  for (let length = path.length; length > 1; length -= 1) {
    const found = document.getElementById(path.slice(0, length).join('.'));
    if (found) {
      found.focus();
      found.scrollIntoView({ block: 'center' });
      return;
    }
  }
}
