import { useMemo } from 'react';
import { useQuery } from 'urql';

import { graphql } from '~/gql';

import { isComplete } from './completeness';
import type { Group } from './draft';
import { writeRule } from './json';
import type { NodeParts } from './RuleNodes';

const EXPLAINED_RULE = graphql(`
  query ExplainedRule($visitorId: ID!, $rule: RuleInput!) {
    explainRule(visitorId: $visitorId, rule: $rule) {
      __typename
      ... on RuleExplanation {
        holds
        rule {
          path
          segment
          depth
          holds
          words
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

export interface Explanation {
  holds: boolean;
  nodes: NodeParts[];
}

interface Explained {
  explanation: Explanation | undefined;
  /** Whether each part holds, by the part's id. */
  verdicts: Map<string, boolean>;
  failure: string | undefined;
}

/** Ask why a rule, saved or not, holds for a visitor. */
export function useExplanation(rule: Group, visitorId: string): Explained {
  const written = useMemo(() => writeRule(rule), [rule]);
  const [{ data, error }] = useQuery({
    query: EXPLAINED_RULE,
    variables: { visitorId, rule: written.rule },
    pause: !visitorId || !isComplete(rule),
    requestPolicy: 'network-only',
  });
  const outcome = visitorId ? data?.explainRule : undefined;
  const explanation = useMemo(
    () => (outcome?.__typename === 'RuleExplanation' ? { holds: outcome.holds, nodes: outcome.rule } : undefined),
    [outcome],
  );
  const verdicts = useMemo(() => verdictsByPart(explanation?.nodes ?? [], written.ids), [explanation, written]);
  return {
    explanation,
    verdicts,
    failure: visitorId ? (error?.message ?? (outcome?.__typename === 'InvalidInput' ? outcome.message : undefined)) : undefined,
  };
}

function verdictsByPart(nodes: NodeParts[], ids: ReadonlyMap<string, string>): Map<string, boolean> {
  const verdicts = new Map<string, boolean>();
  for (const { path, segment, holds } of nodes) {
    const id = ids.get(path.join('.'));
    if (id && !segment) verdicts.set(id, holds);
  }
  return verdicts;
}
