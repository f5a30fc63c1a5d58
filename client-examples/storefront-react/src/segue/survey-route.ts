import type { AnswerInput, SurveyPartsFragment } from './generated/graphql';

export type Question = SurveyPartsFragment['questions'][number];
/** What has been answered, by the keys of the questions. */
export type Answers = Record<string, AnswerInput>;

export interface Route {
  questions: Question[];
  /** What follows isn't known before the last of these has been answered. */
  isOpen: boolean;
}

/** The questions that the answers so far lead through. */
export function routeOf(questions: Question[], answers: Answers): Route {
  const route: Question[] = [];
  let next = questions[0];
  // Branches lead forward only; looking is cheaper than trusting.
  while (next && !route.includes(next)) {
    route.push(next);
    const answer = answers[next.key];
    if (next.isRequired && next.branches.length > 0 && answer === undefined) return { questions: route, isOpen: true };
    const goTo = destinationOf(next, answer);
    const following: number = questions.indexOf(next) + 1;
    next = goTo === undefined ? questions[following] : questions.find(({ key }) => key === goTo);
  }
  return { questions: route, isOpen: false };
}

/** Where the first branch that fits leads: null ends the survey, undefined is the next question. */
function destinationOf({ kind, branches }: Question, answer: AnswerInput | undefined): string | null | undefined {
  if (answer === undefined && kind !== 'STATEMENT') return undefined;
  return branches.find((branch) => fits(branch, kind, answer))?.goTo;
}

function fits({ minimumScore, maximumScore, anyOption }: Question['branches'][number], kind: Question['kind'], answer?: AnswerInput): boolean {
  const asksForScore = minimumScore !== null || maximumScore !== null;
  if (anyOption.length > 0) return !asksForScore && chosenIn(kind, answer).some((option) => anyOption.includes(option));
  if (!asksForScore) return true;
  const score = answer?.score ?? NaN;
  return score >= (minimumScore ?? -Infinity) && score <= (maximumScore ?? Infinity);
}

function chosenIn(kind: Question['kind'], answer?: AnswerInput): string[] {
  const options = answer?.rows?.map(({ option }) => option) ?? answer?.options ?? [];
  // Of a ranking, what stands first is what was chosen.
  const chosen = kind === 'RANKING' ? options.slice(0, 1) : options;
  return answer?.other ? [...chosen, 'other'] : [...chosen];
}
