import type { AnswerInput, EligibleCampaignsQuery } from './generated/graphql';

type Campaign = EligibleCampaignsQuery['eligibleCampaigns'][number]['campaign'];
export type Survey = Extract<Campaign, { __typename: 'FormSurvey' }>;
export type Question = Survey['questions'][number];
export type Answers = Map<string, AnswerInput>;

/** The keys of the questions that the answers so far lead through. */
export function surveyRoute(questions: Question[], answers: Answers): Set<string> {
  const asked = new Set<string>();
  let place = 0;
  for (let question; (question = questions[place]) && !asked.has(question.key); ) {
    asked.add(question.key);
    const outcomes = outcomesOf(question, answers.get(question.key));
    // What follows isn't known before this is answered.
    if (!outcomes.length && question.isRequired && question.branches.length) break;
    const taken = question.branches.find((branch) => outcomes.some((each) => leads(branch, each)));
    if (taken?.goTo === null) break;
    place = taken ? questions.findIndex(({ key }) => key === taken.goTo) : place + 1;
  }
  return asked;
}

type Outcome = number | string | null;

/** What branches tell apart: a score, a chosen option, `null` for any other answer. */
function outcomesOf(question: Question, answer: AnswerInput | undefined): Outcome[] {
  if (question.kind === 'STATEMENT') return [null];
  if (!answer) return [];
  if (answer.score != null) return [answer.score];
  const chosen: Outcome[] = answer.rows?.map(({ option }) => option) ?? [...(answer.options ?? [])];
  if (answer.other) chosen.push('other');
  if (question.kind === 'RANKING') chosen.splice(1);
  return chosen.length ? chosen : [null];
}

function leads(branch: Question['branches'][number], outcome: Outcome): boolean {
  const { minimumScore, maximumScore, anyOption } = branch;
  const testsScore = minimumScore !== null || maximumScore !== null;
  if (anyOption.length) return !testsScore && anyOption.includes(String(outcome));
  if (!testsScore) return true;
  return (
    typeof outcome === 'number' && outcome >= (minimumScore ?? 0) && outcome <= (maximumScore ?? 10)
  );
}
