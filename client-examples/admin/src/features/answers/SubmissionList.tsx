import { Anchor, Card, Group, Pagination, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';

import { useFormats } from '~/components/StoreFacts';

import type { Question } from './QuestionCharts';
import type { Submission } from './useSubmissions';

const PAGE = 10;

interface Props {
  questions: Question[];
  submissions: Submission[];
  /** What the visitor's id or an answer has within it. */
  search: string;
}

/** Submissions one by one, those that have a text within them. */
export function SubmissionList({ questions, submissions, search }: Props) {
  const { moment, number } = useFormats();
  const [page, setPage] = useState(1);
  const written = submissions.map((submission) => ({ submission, answers: answersInWords(submission, questions) }));
  const wanted = search.trim().toLowerCase();
  const found = written.filter(({ submission, answers }) =>
    [submission.visitorId, ...answers.map(({ answer }) => answer)].some((text) => text.toLowerCase().includes(wanted)),
  );
  const pages = Math.ceil(found.length / PAGE);
  const shownPage = Math.min(page, Math.max(pages, 1));
  return (
    <Stack>
      <Text size="sm" c="dimmed" aria-live="polite">
        {number(found.length)} found
      </Text>
      {found.slice((shownPage - 1) * PAGE, shownPage * PAGE).map(({ submission, answers }) => (
        <Card key={submission.id} component="article" padding="md">
          <Group justify="space-between" mb="xs">
            <Anchor component={Link} to={`/visitors/${encodeURIComponent(submission.visitorId)}`} fw={600} size="sm">
              {submission.visitorId}
            </Anchor>
            <Text size="xs" c="dimmed">
              {moment(submission.submittedAt)} · variant {submission.variant} · {submission.locale}
            </Text>
          </Group>
          {answers.map(({ question, answer }) => (
            <Group key={question} gap="xs" align="baseline">
              <Text size="sm" c="dimmed">
                {question}
              </Text>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {answer}
              </Text>
            </Group>
          ))}
        </Card>
      ))}
      {pages > 1 && (
        <Pagination
          total={pages}
          value={shownPage}
          onChange={setPage}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
          getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
        />
      )}
    </Stack>
  );
}

function answersInWords(submission: Submission, questions: Question[]): { question: string; answer: string }[] {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  return submission.answers.map((given) => {
    const question = byKey.get(given.question);
    return { question: question?.text ?? given.question, answer: inWords(given, question) };
  });
}

function inWords({ score, text, flag, options, other, rows }: Submission['answers'][number], question: Question | undefined): string {
  const labelOf = (key: string, labels: Question['options'] = []) => labels.find((option) => option.key === key)?.label ?? key;
  const parts = [
    score,
    text,
    flag === null || flag === undefined ? null : flag ? 'yes' : 'no',
    ...(options ?? []).map((key) => labelOf(key, question?.options)),
    other,
    ...(rows ?? []).map(({ row, option }) => `${labelOf(row, question?.rows)}: ${labelOf(option, question?.options)}`),
  ];
  return parts.filter((part) => part !== null && part !== undefined).join(', ');
}
