import { Select } from '@mantine/core';
import { useQuery } from 'urql';

import { graphql } from '~/gql';

const SEGMENT_NAMES = graphql(`
  query SegmentNames {
    smartSegments {
      key
      name
    }
    segments(first: 100) {
      edges {
        node {
          key
          name
          status
        }
      }
    }
  }
`);

/** The names of all segments that rules may refer to, smart ones first, by key. */
export function useSegmentNames(): { smart: Map<string, string>; own: Map<string, string> } {
  const [{ data }] = useQuery({ query: SEGMENT_NAMES, requestPolicy: 'cache-first' });
  const own = data?.segments.edges.map(({ node }) => node).filter(({ status }) => status !== 'ARCHIVED');
  const named = (segments: { key: string; name: string }[] = []) => new Map(segments.map(({ key, name }) => [key, name]));
  return { smart: named(data?.smartSegments), own: named(own) };
}

interface Props {
  label: string;
  value: string;
  onChange: (key: string) => void;
  width?: number | string;
}

/** One segment of all, smart ones too. */
export function SegmentSelect({ label, value, onChange, width = 280 }: Props) {
  const { smart, own } = useSegmentNames();
  const options = (segments: Map<string, string>) => [...segments].map(([key, name]) => ({ value: key, label: name }));
  return (
    <Select
      aria-label={label}
      placeholder="Choose a segment"
      w={width}
      searchable
      data={[
        { group: 'Smart segments', items: options(smart) },
        { group: 'Your segments', items: options(own) },
      ].filter(({ items }) => items.length > 0)}
      value={value || null}
      allowDeselect={false}
      onChange={(key) => key && onChange(key)}
    />
  );
}
