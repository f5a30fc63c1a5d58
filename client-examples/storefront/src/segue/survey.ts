import { stored } from './browser';
import { h } from './dom';
import { pagedForm } from './form';
import {
  SaveSurveyProgressDocument,
  SubmitSurveyDocument,
  SurveyProgressDocument,
  type AnswerInput,
} from './generated/graphql';
import { viewOf, type QuestionView } from './questions';
import { randomId } from './browser';
import type { Showing } from './showing';
import { surveyRoute, type Answers, type Survey } from './survey-route';

/** The survey's form; `thank` is called once the answers have arrived. */
export async function surveyForm(
  { title, description, questions, submitLabel, nextLabel, backLabel, id }: Survey,
  showing: Showing,
): Promise<HTMLElement> {
  const { post, labels, decisionId, visitorId, thank } = showing;
  const submissionId = randomId();
  const token = stored<string | null>('localStorage', `segue.survey.${id}`);
  const views = new Map<string, QuestionView>();
  const groups = questions.map((question) => {
    const view = viewOf(question, labels);
    views.set(question.key, view);
    return { key: question.key, page: question.page, element: view.element };
  });

  function answers(): Answers {
    const given: Answers = new Map();
    for (const [question, view] of views) {
      const answer = view.read();
      if (answer) given.set(question, { question, ...answer });
    }
    return given;
  }

  function answersOnRoute(): AnswerInput[] {
    const given = answers();
    const route = surveyRoute(questions, given);
    return [...given.values()].filter(({ question }) => route.has(question));
  }

  const form = pagedForm(
    {
      groups,
      isAsked: ({ key }) => surveyRoute(questions, answers()).has(key),
      submitLabel,
      nextLabel: () => nextLabel ?? labels.next,
      backLabel: backLabel ?? labels.back,
      turned: () => void saveProgress(),
      async send() {
        const input = { visitorId, decisionId, submissionId, answers: answersOnRoute() };
        const { submitSurvey: result } = await post(SubmitSurveyDocument, { input });
        if (result.__typename === 'SurveySubmitted') {
          token.write(null);
          thank(result);
          return [];
        }
        if (result.__typename !== 'InvalidInput') return [result];
        return result.problems.map(({ path, message }) => ({
          key: input.answers[Number(path[1])]?.question,
          message,
        }));
      },
    },
    labels,
  );

  async function saveProgress(): Promise<void> {
    try {
      const input = { visitorId, decisionId, answers: [...answers().values()] };
      const { saveSurveyProgress: result } = await post(SaveSurveyProgressDocument, { input });
      if (result.__typename === 'SurveyProgress') token.write(result.resumeToken);
    } catch {
      // The answers are still in the form.
    }
  }

  async function resume(resumeToken: string): Promise<void> {
    try {
      const { surveyProgress } = await post(SurveyProgressDocument, { resumeToken });
      for (const { question, ...given } of surveyProgress?.answers ?? []) views.get(question)?.write(given);
      const next = groups.find(({ key }) => key === surveyProgress?.nextQuestion);
      form.turnTo(next?.page);
    } catch {
      // Begin at the beginning.
    }
    form.arrange();
  }

  const resumeToken = token.read();
  if (resumeToken) await resume(resumeToken);
  return h(
    'div',
    { class: 'segue-content' },
    h('h2', {}, title),
    description && h('p', {}, description),
    form.element,
  );
}
