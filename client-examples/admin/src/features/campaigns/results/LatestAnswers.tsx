import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from 'urql';

import { Loaded } from '~/components/Loaded';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { LatestAnswersQuery } from '~/gql/graphql';

import { Latest } from './Latest';

const ANSWERS = graphql(`
  query LatestAnswers($campaignId: ID!) {
    surveySubmissions(campaignId: $campaignId, first: 5) {
      edges {
        node {
          id
          variant
          submittedAt
          answers {
            question
            score
            text
            options
            other
            flag
            rows {
              row
              option
            }
          }
        }
      }
    }
  }
`);

type Answer = LatestAnswersQuery['surveySubmissions']['edges'][number]['node']['answers'][number];

export function LatestAnswers({ campaignId }: { campaignId: string }) {
  const { moment } = useFormats();
  return (
    <Loaded query={useQuery({ query: ANSWERS, variables: { campaignId } })}>
      {({ surveySubmissions: { edges } }) => (
        <Latest title="Latest answers" all={`/answers?campaign=${campaignId}`} isEmpty={edges.length === 0}>
          <Stack gap="sm">
            {edges.map(({ node }) => (
              <div key={node.id}>
                <Text size="xs" c="dimmed">
                  {moment(node.submittedAt)} · variant {node.variant}
                </Text>
                {node.answers.map((answer) => (
                  <Group key={answer.question} gap="xs" wrap="nowrap" align="baseline">
                    <Text size="sm" fw={600}>
                      {answer.question}
                    </Text>
                    <Text size="sm">{answerInWords(answer)}</Text>
                  </Group>
                ))}
              </div>
            ))}
          </Stack>
        </Latest>
      )}
    </Loaded>
  );
}

function answerInWords({ score, text, options, other, flag, rows }: Answer): string {
  if (score != null) return String(score);
  if (text != null) return text;
  if (flag != null) return flag ? 'Yes' : 'No';
  if (rows) return rows.map(({ row, option }) => `${row}: ${option}`).join(', ');
  return [...(options ?? []), ...(other ? [`“${other}”`] : [])].join(', ');
}
