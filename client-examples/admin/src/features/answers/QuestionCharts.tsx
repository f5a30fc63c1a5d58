import { BarChart } from '@mantine/charts';
import { Badge, Card, Group, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';

import { ChartFigure } from '~/components/ChartFigure';
import { useFormats } from '~/components/StoreFacts';
import type { QuestionKind } from '~/gql/graphql';

import type { Submission } from './useSubmissions';

export interface Question {
  key: string;
  kind: QuestionKind;
  text: string;
  options: { key: string; label: string }[];
  rows: { key: string; label: string }[];
}

type Answer = Submission['answers'][number];

const SCALES: Partial<Record<QuestionKind, [lowest: number, highest: number]>> = {
  NPS: [0, 10],
  STARS: [1, 5],
  EMOJI: [1, 5],
  CSAT: [1, 5],
  CES: [1, 7],
};

interface Props {
  questions: Question[];
  submissions: Submission[];
}

/** Each question with its answers drawn as its kind asks for. */
export function QuestionCharts({ questions, submissions }: Props) {
  const answers = submissions.flatMap((submission) => submission.answers);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      {questions
        .filter(({ kind }) => kind !== 'STATEMENT')
        .map((question) => (
          <QuestionCard key={question.key} question={question} answers={answers.filter((answer) => answer.question === question.key)} />
        ))}
    </SimpleGrid>
  );
}

function QuestionCard({ question, answers }: { question: Question; answers: Answer[] }) {
  const { number } = useFormats();
  return (
    <Card component="section" aria-label={question.text}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="md">
        <Title order={2} size="h5">
          {question.text}
        </Title>
        <Badge variant="default">{number(answers.length)} answers</Badge>
      </Group>
      <Drawing question={question} answers={answers} />
    </Card>
  );
}

function Drawing({ question, answers }: { question: Question; answers: Answer[] }) {
  switch (question.kind) {
    case 'NPS':
    case 'STARS':
    case 'EMOJI':
    case 'CSAT':
    case 'CES':
      return <Scores question={question} scores={answers.flatMap(({ score }) => score ?? [])} />;
    case 'SINGLE_CHOICE':
    case 'MULTIPLE_CHOICE':
    case 'DROPDOWN':
      return <Choices question={question} answers={answers} />;
    case 'RANKING':
      return <Ranking question={question} answers={answers} />;
    case 'MATRIX':
      return <Matrix question={question} answers={answers} />;
    case 'CONSENT':
      return <Shares counts={[['Yes', answers.filter(({ flag }) => flag).length], ['No', answers.filter(({ flag }) => !flag).length]]} total={answers.length} />;
    default:
      return <LatestTexts answers={answers} />;
  }
}

function Scores({ question: { kind, text }, scores }: { question: Question; scores: number[] }) {
  const { number } = useFormats();
  const [lowest, highest] = SCALES[kind] ?? [1, 5];
  const data = Array.from({ length: highest - lowest + 1 }, (_, position) => {
    const score = lowest + position;
    return { score: String(score), Answers: scores.filter((given) => given === score).length };
  });
  const mean = scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : undefined;
  const drawn = data.map(({ score, Answers }) => `${score}: ${Answers}`).join(', ');
  return (
    <>
      <Group gap="xl" mb="sm">
        {kind === 'NPS' && <Figure label="NPS" value={scores.length > 0 ? String(Math.round(netPromoterScore(scores))) : '–'} />}
        <Figure label="Mean" value={number(mean)} />
      </Group>
      <ChartFigure label={`${text}: ${drawn}`}>
        <BarChart
          h={190}
          data={data}
          dataKey="score"
          series={[{ name: 'Answers', color: 'indigo.6' }]}
          withTooltip
          tickLine="none"
          yAxisProps={{ allowDecimals: false, width: 36 }}
          barChartProps={{ accessibilityLayer: false }}
          barProps={{ isAnimationActive: false, radius: [4, 4, 0, 0] }}
        />
      </ChartFigure>
    </>
  );
}

/** Share of 9 and 10, less the share of 0 to 6, in per cent. */
function netPromoterScore(scores: number[]): number {
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  return ((promoters - detractors) / scores.length) * 100;
}

function Choices({ question, answers }: { question: Question; answers: Answer[] }) {
  const counts = question.options.map(({ key, label }): [string, number] => [label, answers.filter(({ options }) => options?.includes(key)).length]);
  const others = answers.filter(({ other }) => other).length;
  return <Shares counts={others > 0 ? [...counts, ['A text of their own', others]] : counts} total={answers.length} />;
}

/** The better an option was ranked, the longer its bar: the mean of the places it left below it. */
function Ranking({ question, answers }: { question: Question; answers: Answer[] }) {
  const { number } = useFormats();
  const places = question.options
    .map(({ key, label }) => {
      const given = answers.flatMap(({ options }) => (options?.includes(key) ? options.indexOf(key) + 1 : []));
      return { label, place: given.length > 0 ? given.reduce((sum, place) => sum + place, 0) / given.length : undefined };
    })
    .sort((one, other) => (one.place ?? Infinity) - (other.place ?? Infinity));
  const last = question.options.length;
  return (
    <Stack gap="sm">
      {places.map(({ label, place }) => (
        <Bar key={label} label={label} share={place === undefined ? 0 : (last - place + 1) / last} text={`mean place ${number(place)}`} />
      ))}
    </Stack>
  );
}

function Matrix({ question, answers }: { question: Question; answers: Answer[] }) {
  return (
    <Stack gap="md">
      {question.rows.map((row) => {
        const given = answers.flatMap(({ rows }) => rows?.filter((answer) => answer.row === row.key) ?? []);
        const counts = question.options.map(({ key, label }): [string, number] => [label, given.filter(({ option }) => option === key).length]);
        return (
          <div key={row.key}>
            <Text size="sm" fw={600} mb={4}>
              {row.label}
            </Text>
            <Shares counts={counts} total={given.length} />
          </div>
        );
      })}
    </Stack>
  );
}

function Shares({ counts, total }: { counts: [label: string, count: number][]; total: number }) {
  const { number, percent } = useFormats();
  return (
    <Stack gap="sm">
      {counts.map(([label, count]) => {
        const share = total > 0 ? count / total : 0;
        return <Bar key={label} label={label} share={share} text={`${number(count)} · ${percent(share)}`} />;
      })}
    </Stack>
  );
}

function Bar({ label, share, text }: { label: string; share: number; text: string }) {
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={2}>
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </Group>
      <Progress value={share * 100} size="lg" aria-label={`${label}: ${text}`} />
    </div>
  );
}

function LatestTexts({ answers }: { answers: Answer[] }) {
  const texts = answers.flatMap(({ text }) => text ?? []).slice(0, 8);
  if (texts.length === 0) return <Text c="dimmed">Nothing yet.</Text>;
  return (
    <Stack gap="xs">
      {texts.map((text, position) => (
        <Text key={position} size="sm" style={{ overflowWrap: 'anywhere' }}>
          “{text}”
        </Text>
      ))}
    </Stack>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text fz={24} fw={700} lh={1.1}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </div>
  );
}
