import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { useQuery } from 'urql';

import { graphql } from '~/gql';
import type { LiveAudienceQuery } from '~/gql/graphql';

import { isComplete } from './completeness';
import type { Group } from './draft';
import { writeRule } from './json';

const LIVE_AUDIENCE = graphql(`
  query LiveAudience($rule: RuleInput!) {
    previewAudience(rule: $rule, sample: 6) {
      __typename
      ... on AudiencePreview {
        count
        share
        isExact
        low
        high
        visitors
        sample
        orders {
          count
          revenue
        }
      }
      ...Refusal
    }
  }
`);

type Outcome = LiveAudienceQuery['previewAudience'];
export type Preview = Extract<Outcome, { __typename: 'AudiencePreview' }>;

export interface Audience {
  /** The latest answer; of an earlier rule while `isStale`. */
  preview: Preview | undefined;
  isStale: boolean;
  isComplete: boolean;
  /** What the server finds wrong, by the part's id. */
  problems: Map<string, string>;
  failure: string | undefined;
}

/** Ask whom a rule finds, whenever it has rested for a moment and nothing is missing in it. */
export function useAudience(rule: Group): Audience {
  const [rested] = useDebouncedValue(rule, 250);
  const written = useMemo(() => writeRule(rested), [rested]);
  const complete = isComplete(rested);
  const [{ data, error, fetching, stale }] = useQuery({
    query: LIVE_AUDIENCE,
    variables: { rule: written.rule },
    pause: !complete,
    requestPolicy: 'network-only',
  });
  const outcome = data?.previewAudience;
  const problems = useMemo(() => problemsByPart(outcome, written.ids), [outcome, written]);
  return {
    preview: outcome?.__typename === 'AudiencePreview' ? outcome : undefined,
    isStale: fetching || stale || rested !== rule || !isComplete(rule),
    isComplete: isComplete(rule),
    problems,
    failure: error?.message ?? (outcome?.__typename === 'AudienceTooSlow' ? outcome.message : undefined),
  };
}

function problemsByPart(outcome: Outcome | undefined, ids: ReadonlyMap<string, string>): Map<string, string> {
  if (outcome?.__typename !== 'InvalidInput') return new Map();
  return new Map(outcome.problems.map(({ path, message }) => [partAt(path.slice(1), ids), message]));
}

/** The innermost part that a path leads into. */
export function partAt(path: string[], ids: ReadonlyMap<string, string>): string {
  for (let length = path.length; length > 0; length -= 1) {
    const id = ids.get(path.slice(0, length).join('.'));
    if (id) return id;
  }
  return ids.get('')!;
}
