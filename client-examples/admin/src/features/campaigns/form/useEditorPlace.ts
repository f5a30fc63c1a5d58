import { useCallback, useEffect } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';

import { placeOf, SECTIONS, type Place, type SectionName } from './sections';

export interface EditorPlace {
  section: SectionName;
  variant: number;
  translation: number;
  go: (place: Partial<Place>) => void;
}

/** Which part of the campaign is on screen. It stands in the address, so that it can be linked to. */
export function useEditorPlace(): EditorPlace {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const named = parameters.get('section');
  const go = useCallback(
    (place: Partial<Place>) => {
      const after = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(place)) after.set(name, String(value));
      void navigate({ search: after.toString() }, { replace: true, preventScrollReset: true });
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

/** Go to a field, in the part of the editor that it stands in. */
export function useGoToField() {
  const { id } = useParams();
  const navigate = useNavigate();
  return (path: string[]) => {
    const place = Object.entries(placeOf(path)).map(([name, value]) => [name, String(value)]);
    const search = new URLSearchParams(place).toString();
    void navigate({ pathname: `/campaigns/${id}`, search }, { replace: true, preventScrollReset: true, state: { field: path } });
  };
}

/** Put the focus on the field that somebody wanted to go to, once it is on screen. */
export function useFocusOnField(): void {
  const { key, state } = useLocation();
  useEffect(() => {
    const field = (state as { field?: string[] } | null)?.field;
    if (field) focusNearest(field);
  }, [key, state]);
}

/** Focus what stands at the path, or the nearest part around it that can take the focus. */
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
