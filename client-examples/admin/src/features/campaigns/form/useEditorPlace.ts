import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

import { placeOf, SECTIONS, type Place, type SectionName } from './sections';

export interface EditorPlace {
  section: SectionName;
  variant: number;
  translation: number;
  go: (place: Partial<Place>) => void;
}

/** Which part of the campaign is on screen. It stands in the address, so that it can be linked to. */
export function useEditorPlace(): EditorPlace {
  const [parameters, setParameters] = useSearchParams();
  const named = parameters.get('section');
  const go = useCallback(
    (place: Partial<Place>) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(place)) after.set(name, String(value));
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
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
    (path: string[]) => {
      go(placeOf(path));
      requestAnimationFrame(() => setTimeout(() => focusNearest(path)));
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
