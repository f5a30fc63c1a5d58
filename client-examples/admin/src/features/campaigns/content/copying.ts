import type { CampaignContentInput, SurveyQuestionInput } from '~/gql/graphql';

import { kindOfContent } from '../campaignTypes';

const LOOK = ['position', 'hasOverlay', 'colours', 'edge', 'isSticky', 'presentation', 'order'];

/** The content with the places and colours of another one. */
export function withLook(content: CampaignContentInput, source: CampaignContentInput): CampaignContentInput {
  const kind = kindOfContent(content);
  const given = source[kind] as unknown as Record<string, unknown>;
  const look = Object.fromEntries(LOOK.filter((name) => name in given).map((name) => [name, structuredClone(given[name])]));
  return { [kind]: { ...(content[kind] as object), ...look } } as unknown as CampaignContentInput;
}

/**
 * The survey with the questions of another one, in their order and with their branches. Texts that it
 * has for a question, an answer or a row of the same key stay as they are: they are translated already.
 */
export function withQuestions(content: CampaignContentInput, source: CampaignContentInput): CampaignContentInput {
  const survey = content.formSurvey;
  const given = source.formSurvey;
  if (!survey || !given) return content;
  const { questions, shufflesQuestions } = structuredClone(given);
  return {
    formSurvey: { ...survey, shufflesQuestions, questions: withTexts(questions, survey.questions, inWordsOf) },
  };
}

/** Each of the wanted things, in the words of the one with its key, if there is one. */
function withTexts<Thing extends { key: string }>(
  wanted: Thing[],
  translated: readonly Thing[] | null | undefined,
  inWords: (thing: Thing, known: Thing) => Thing,
): Thing[] {
  return wanted.map((thing) => {
    const known = translated?.find(({ key }) => key === thing.key);
    return known ? inWords(thing, known) : thing;
  });
}

function inWordsOf(question: SurveyQuestionInput, known: SurveyQuestionInput): SurveyQuestionInput {
  const { text, description, otherLabel, lowLabel, highLabel } = known;
  return {
    ...question,
    text: text || question.text,
    description: description || question.description,
    otherLabel: otherLabel || question.otherLabel,
    lowLabel: lowLabel || question.lowLabel,
    highLabel: highLabel || question.highLabel,
    options: question.options && withTexts(question.options, known.options, withLabel),
    rows: question.rows && withTexts(question.rows, known.rows, withLabel),
  };
}

function withLabel<Thing extends { label: string }>(thing: Thing, { label }: Thing): Thing {
  return { ...thing, label: label || thing.label };
}
