import { useMemo } from 'react';
import { useQuery } from 'urql';

import { graphql } from '~/gql';

const SEGMENTS = graphql(`
  query SegmentChoices {
    smartSegments {
      key
      name
    }
    segments(status: LIVE, first: 100) {
      edges {
        node {
          key
          name
        }
      }
    }
  }
`);

export interface SegmentChoice {
  value: string;
  label: string;
}

/** The segments that visitors can be in: the ten smart ones, and those of the shop that are live. */
export function useSegmentChoices(): SegmentChoice[] {
  const [{ data }] = useQuery({ query: SEGMENTS });
  return useMemo(() => {
    const own = data?.segments.edges.map(({ node }) => node) ?? [];
    return [...own, ...(data?.smartSegments ?? [])].map(({ key, name }) => ({ value: key, label: name }));
  }, [data]);
}
