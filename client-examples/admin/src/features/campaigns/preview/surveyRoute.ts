import type { SurveyBranchInput, SurveyQuestionInput } from '~/gql/graphql';

import { CHOICES, SCORES } from '../content/questionKinds';

/** What was answered so far: a score, chosen options, or anything else. */
export type Answers = Record<string, number | string[] | string>;

/** Return the questions in the order in which they are asked, as far as the answers tell. */
export function routeThrough(questions: SurveyQuestionInput[], answers: Answers): SurveyQuestionInput[] {
  const asked: SurveyQuestionInput[] = [];
  let place: number | undefined = 0;
  while (place !== undefined && place >= 0 && place < questions.length && !asked.includes(questions[place]!)) {
    asked.push(questions[place]!);
    place = nextPlace(questions, place, answers);
  }
  return asked;
}

function nextPlace(questions: SurveyQuestionInput[], place: number, answers: Answers): number | undefined {
  const question = questions[place]!;
  const answer = answers[question.key];
  const isTold = question.kind === 'STATEMENT' || answer !== undefined;
  const branch = isTold && question.branches?.find((candidate) => fits(candidate, question, answer));
  if (!branch) return place + 1;
  return branch.goTo ? questions.findIndex(({ key }) => key === branch.goTo) : undefined;
}

function fits(branch: SurveyBranchInput, question: SurveyQuestionInput, answer: Answers[string] | undefined): boolean {
  if (branch.anyOption?.length) {
    return CHOICES.has(question.kind) && Array.isArray(answer) && answer.some((key) => branch.anyOption!.includes(key));
  }
  if (branch.minimumScore == null && branch.maximumScore == null) return true;
  return (
    SCORES[question.kind] !== undefined &&
    typeof answer === 'number' &&
    answer >= (branch.minimumScore ?? 0) &&
    answer <= (branch.maximumScore ?? 10)
  );
}
