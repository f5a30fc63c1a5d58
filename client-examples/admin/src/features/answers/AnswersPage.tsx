import { Card, Group, Progress, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconChartBar, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';

import { CampaignSelect, useCampaignNames } from '~/components/CampaignSelect';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';

import { QuestionCharts } from './QuestionCharts';
import { SubmissionList } from './SubmissionList';
import { LATEST, useSubmissions } from './useSubmissions';

const SURVEY = graphql(`
  query AnsweredSurvey($id: ID!) {
    campaign(id: $id) {
      id
      name
      draft {
        variants {
          key
          translations {
            locale
            content {
              __typename
              ... on FormSurveyContent {
                questions {
                  key
                  kind
                  text
                  options {
                    key
                    label
                  }
                  rows {
                    key
                    label
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`);

export function Component() {
  const surveys = useCampaignNames('FORM_SURVEY');
  const [chosen, setChosen] = useState('');
  const campaignId = chosen || (surveys[0]?.value ?? '');
  return (
    <>
      <PageHeader title="Survey answers" description="What visitors answered, drawn question by question, and one by one." />
      <Group align="flex-end" mb="lg">
        <CampaignSelect label="Survey" type="FORM_SURVEY" value={campaignId} onChange={setChosen} />
      </Group>
      {campaignId && <Answers key={campaignId} campaignId={campaignId} />}
    </>
  );
}

function Answers({ campaignId }: { campaignId: string }) {
  const survey = useQuery({ query: SURVEY, variables: { id: campaignId } });
  const { submissions, isComplete, hasMore } = useSubmissions(campaignId);
  const [view, setView] = useState('charts');
  const [search, setSearch] = useState('');
  const { number } = useFormats();
  useEffect(() => {
    if (search) setView('list');
  }, [search]);

  const questions = useMemo(() => {
    const variants = survey[0].data?.campaign?.draft.variants ?? [];
    const contents = variants.flatMap(({ translations }) => translations.map(({ content }) => content)).reverse();
    const all = contents.flatMap((content) => (content.__typename === 'FormSurveyContent' ? content.questions : []));
    return [...new Map(all.map((question) => [question.key, question])).values()];
  }, [survey]);

  return (
    <Loaded query={survey}>
      {() =>
        isComplete && submissions.length === 0 ? (
          <EmptyState icon={IconChartBar} title="No answers yet" />
        ) : (
          <>
            <Card mb="lg" padding="sm">
              <Group gap="lg">
                <Text size="sm" aria-live="polite">
                  {number(submissions.length)} submissions{hasMore && `, the latest ${number(LATEST)}`}
                </Text>
                <SegmentedControl
                  aria-label="View"
                  data={[
                    { value: 'charts', label: 'Charts' },
                    { value: 'list', label: 'One by one' },
                  ]}
                  value={view}
                  onChange={setView}
                />
                <TextInput
                  aria-label="Search the answers"
                  placeholder="Search the answers"
                  type="search"
                  leftSection={<IconSearch size={16} />}
                  w={260}
                  value={search}
                  onChange={(event) => setSearch(event.currentTarget.value)}
                />
                {!isComplete && <Progress value={100} animated w={80} aria-label="Loading more answers" />}
              </Group>
            </Card>
            {view === 'charts' ? (
              <QuestionCharts questions={questions} submissions={submissions} />
            ) : (
              <SubmissionList questions={questions} submissions={submissions} search={search} />
            )}
          </>
        )
      }
    </Loaded>
  );
}
