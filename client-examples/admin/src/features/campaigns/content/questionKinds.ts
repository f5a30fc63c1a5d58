import type { QuestionKind } from '~/gql/graphql';

export const QUESTION_LABELS: Record<QuestionKind, string> = {
  NPS: 'Recommendation, 0 to 10',
  STARS: 'Stars',
  EMOJI: 'Faces',
  CSAT: 'Satisfaction, 1 to 5',
  CES: 'Effort, 1 to 7',
  SINGLE_CHOICE: 'One of several',
  MULTIPLE_CHOICE: 'Any of several',
  DROPDOWN: 'One from a list',
  RANKING: 'Ranking',
  MATRIX: 'Matrix',
  OPEN_TEXT: 'Text',
  EMAIL: 'E-mail address',
  PHONE: 'Telephone number',
  DATE: 'Day',
  CONSENT: 'Consent',
  STATEMENT: 'Statement, without an answer',
};

export const QUESTION_KINDS = Object.keys(QUESTION_LABELS) as QuestionKind[];

/** The lowest and the highest score of the kinds that take one. */
export const SCORES: Partial<Record<QuestionKind, [number, number]>> = {
  NPS: [0, 10],
  STARS: [1, 5],
  EMOJI: [1, 5],
  CSAT: [1, 5],
  CES: [1, 7],
};

export const CHOICES = new Set<QuestionKind>(['SINGLE_CHOICE', 'MULTIPLE_CHOICE', 'DROPDOWN', 'RANKING', 'MATRIX']);

export const CHOICES_WITH_OTHER = new Set<QuestionKind>(['SINGLE_CHOICE', 'MULTIPLE_CHOICE', 'DROPDOWN']);
