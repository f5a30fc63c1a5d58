import { skipToken, useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Heading } from 'react-aria-components';
import { quietly, randomId, storedValue } from '../browser';
import type { OfferOf } from '../CampaignPage';
import { graphql, readFragment, type FragmentType } from '../generated';
import type { AnswerInput, SurveyProgressQuery } from '../generated/graphql';
import { useLabels } from '../SegueProvider';
import { useShowing } from '../showing';
import { routeOf, type Answers } from '../survey-route';
import { DialogFrame } from './DialogFrame';
import { PagedForm, type FormProblem } from './PagedForm';
import { QuestionField } from './QuestionField';

export const FormSurveyParts = graphql(/* GraphQL */ `
  fragment FormSurveyParts on FormSurvey {
    hasOverlay
    position {
      ...PositionParts
    }
    teaser {
      ...TeaserParts
    }
    colours {
      ...ColourParts
    }
    ...SurveyParts
  }
`);

const SurveyParts = graphql(/* GraphQL */ `
  fragment SurveyParts on FormSurvey {
    id
    title
    description
    questions {
      key
      kind
      text
      description
      isRequired
      options {
        key
        label
      }
      allowsOther
      otherLabel
      rows {
        key
        label
      }
      lowLabel
      highLabel
      maximumLength
      page
      branches {
        minimumScore
        maximumScore
        anyOption
        goTo
      }
    }
    submitLabel
    nextLabel
    backLabel
  }
`);

const SubmitSurvey = graphql(/* GraphQL */ `
  mutation SubmitSurvey($input: SubmitSurveyInput!) {
    submitSurvey(input: $input) {
      ... on UserError {
        message
      }
      ... on InvalidInput {
        problems {
          path
          message
        }
      }
      ... on SurveySubmitted {
        couponCode
        thankYou {
          ...ThankYouParts
        }
      }
    }
  }
`);

const SaveSurveyProgress = graphql(/* GraphQL */ `
  mutation SaveSurveyProgress($input: SaveSurveyProgressInput!) {
    saveSurveyProgress(input: $input) {
      ... on UserError {
        message
      }
      ... on SurveyProgress {
        resumeToken
      }
    }
  }
`);

const SurveyProgress = graphql(/* GraphQL */ `
  query SurveyProgress($resumeToken: String!) {
    surveyProgress(resumeToken: $resumeToken) {
      nextQuestion
      answers {
        question
        score
        text
        options
        other
        rows {
          row
          option
        }
        flag
      }
    }
  }
`);

/** A form with questions, over the page. */
export function FormSurvey({ offer }: { offer: OfferOf<'FormSurvey'> }) {
  const survey = readFragment(FormSurveyParts, offer.campaign);
  return (
    <DialogFrame offer={offer} frame={survey}>
      <Survey survey={survey} />
    </DialogFrame>
  );
}

/** The questions, from where the visitor left them. */
export function Survey({ survey: ref }: { survey: FragmentType<typeof SurveyParts> }) {
  const survey = readFragment(SurveyParts, ref);
  const [token] = useState(() => storedValue<string>(`segue.survey.${survey.id}`));
  const [resumeToken] = useState(token.read);
  const asked = resumeToken === null ? skipToken : ({ fetchPolicy: 'no-cache', variables: { resumeToken } } as const);
  const { data, loading } = useQuery(SurveyProgress, asked);
  return (
    <div className="segue-content">
      <Heading slot="title">{survey.title}</Heading>
      {survey.description && <p>{survey.description}</p>}
      {!loading && <SurveyForm survey={ref} progress={data?.surveyProgress ?? null} token={token} />}
    </div>
  );
}

interface SurveyFormProps {
  survey: FragmentType<typeof SurveyParts>;
  progress: SurveyProgressQuery['surveyProgress'];
  token: ReturnType<typeof storedValue<string>>;
}

function SurveyForm({ survey, progress, token }: SurveyFormProps) {
  const { questions, submitLabel, nextLabel, backLabel } = readFragment(SurveyParts, survey);
  const labels = useLabels();
  const { visitorId, decisionId, thank } = useShowing();
  const [submitSurvey] = useMutation(SubmitSurvey);
  const [saveProgress] = useMutation(SaveSurveyProgress);
  const [answers, setAnswers] = useState<Answers>(() => answersOf(progress));
  const [submissionId] = useState(randomId);
  const route = routeOf(questions, answers);
  const given = route.questions.flatMap(({ key }) => answers[key] ?? []);
  const pageOf = (key: string | null) => questions.find((question) => question.key === key)?.page;

  async function save(): Promise<void> {
    try {
      const { data } = await saveProgress({ variables: { input: { visitorId, decisionId, answers: given } } });
      const result = data?.saveSurveyProgress;
      if (result?.__typename === 'SurveyProgress') token.write(result.resumeToken);
    } catch (error) {
      // The answers are still in the form.
      quietly(error);
    }
  }

  async function send(): Promise<FormProblem[]> {
    const { data } = await submitSurvey({ variables: { input: { visitorId, decisionId, submissionId, answers: given } } });
    const result = data?.submitSurvey;
    if (result?.__typename === 'SurveySubmitted') {
      token.write(null);
      thank(result);
      return [];
    }
    if (result?.__typename !== 'InvalidInput') return [{ message: result?.message ?? labels.failed }];
    return result.problems.map(({ path, message }) => ({ field: given[Number(path[1])]?.question, message }));
  }

  return (
    <PagedForm
      pages={[...new Set(route.questions.map(({ page }) => page))]}
      isOpen={route.isOpen}
      firstPage={pageOf(progress?.nextQuestion ?? null)}
      submitLabel={submitLabel}
      nextLabel={() => nextLabel ?? labels.next}
      backLabel={backLabel ?? labels.back}
      pageOf={pageOf}
      onNext={() => void save()}
      send={send}
    >
      {(page) =>
        route.questions
          .filter((question) => question.page === page)
          .map((question) => (
            <QuestionField
              key={question.key}
              question={question}
              answer={answers[question.key]}
              onAnswer={(answer) => setAnswers((before) => changed(before, question.key, answer))}
            />
          ))
      }
    </PagedForm>
  );
}

function changed(answers: Answers, key: string, answer: Omit<AnswerInput, 'question'> | null): Answers {
  const { [key]: _, ...others } = answers;
  return answer === null ? others : { ...others, [key]: { question: key, ...answer } };
}

/** What was answered before; the types' names, which Apollo Client asks for, are no part of an answer. */
function answersOf(progress: SurveyProgressQuery['surveyProgress']): Answers {
  const answers: AnswerInput[] = (progress?.answers ?? []).map(({ question, score, text, options, other, flag, rows }) => ({
    ...{ question, score, text, options, other, flag },
    rows: rows?.map(({ row, option }) => ({ row, option })) ?? null,
  }));
  return Object.fromEntries(answers.map((answer) => [answer.question, answer]));
}
