import { Badge, Group, NativeSelect, SimpleGrid } from '@mantine/core';

import type { QuestionKind, SurveyBranchInput, SurveyQuestionInput } from '~/gql/graphql';

import { useCampaignForm, useField } from '../form/campaignForm';
import { ManyField, NumberField, ParagraphField, SegmentedField, SwitchField, TextField } from '../form/fields';
import { Items } from '../form/groups';
import { words } from '../form/wording';
import { freeKey } from './keys';
import { Part } from './Part';
import { ColoursFields, PositionField, TeaserFields, ThankYouFields } from './parts';
import { CHOICES, CHOICES_WITH_OTHER, QUESTION_KINDS, QUESTION_LABELS, SCORES } from './questionKinds';

export function FormSurveyFields({ path }: { path: string }) {
  const { value: presentation } = useField<string>(`${path}.presentation`);
  return (
    <>
      <Part title="Words">
        <TextField path={`${path}.title`} label="Headline" required />
        <ParagraphField path={`${path}.description`} label="What it is for" />
      </Part>
      <Part title="Questions" description="Asked in this order, unless an answer leads elsewhere.">
        <Items
          path={`${path}.questions`}
          noun="Question"
          make={(questions) => ({
            key: freeKey('question', questions),
            kind: 'STARS',
            text: '',
            page: (questions.at(-1) as SurveyQuestionInput | undefined)?.page ?? 1,
          })}
          summary={(question: SurveyQuestionInput, index) => <QuestionSummary question={question} index={index} />}
        >
          {(question, index) => <QuestionFields path={question} questions={`${path}.questions`} index={index} />}
        </Items>
        <SwitchField
          path={`${path}.shufflesQuestions`}
          label="Each visitor gets the questions of a page in an order of its own"
          description="Not in a survey with branches."
        />
      </Part>
      <Part title="Buttons and thanks">
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <TextField path={`${path}.submitLabel`} label="To send" required />
          <TextField path={`${path}.nextLabel`} label="To the next page" placeholder="Next" />
          <TextField path={`${path}.backLabel`} label="Back" placeholder="Back" />
        </SimpleGrid>
        <ThankYouFields path={`${path}.thankYou`} />
      </Part>
      <Part title="Look and extras">
        <SegmentedField
          path={`${path}.presentation`}
          label="Where it stands"
          names={['POPUP', 'IN_PAGE']}
          labels={{ POPUP: 'Over the page', IN_PAGE: 'In the page' }}
        />
        {presentation !== 'IN_PAGE' && (
          <>
            <PositionField path={`${path}.position`} />
            <SwitchField path={`${path}.hasOverlay`} label="Dim the page behind it" />
          </>
        )}
        <ColoursFields path={`${path}.colours`} />
        <TeaserFields path={`${path}.teaser`} />
      </Part>
    </>
  );
}

function QuestionSummary({ question, index }: { question: SurveyQuestionInput; index: number }) {
  const branches = question.branches?.length ?? 0;
  return (
    <>
      {index + 1}. {question.text || 'A new question'}{' '}
      <Badge size="xs" variant="light" tt="none" component="span">
        {QUESTION_LABELS[question.kind]}
      </Badge>
      {branches > 0 && (
        <Badge size="xs" variant="light" color="grape" tt="none" component="span" ml={4}>
          {branches} {branches === 1 ? 'branch' : 'branches'}
        </Badge>
      )}
    </>
  );
}

interface QuestionProps {
  path: string;
  questions: string;
  index: number;
}

function QuestionFields({ path, questions, index }: QuestionProps) {
  const { value: kind = 'STARS' } = useField<QuestionKind>(`${path}.kind`);
  const { value: allowsOther } = useField<boolean>(`${path}.allowsOther`);
  const takesAnswer = kind !== 'STATEMENT';
  return (
    <>
      <KindField path={path} />
      <TextField path={`${path}.text`} label="Question" required />
      <ParagraphField path={`${path}.description`} label="A line below it" />
      {CHOICES.has(kind) && (
        <OptionsField path={`${path}.options`} label={kind === 'MATRIX' ? 'Columns' : 'Answers'} noun={kind === 'MATRIX' ? 'Column' : 'Answer'} />
      )}
      {kind === 'MATRIX' && <OptionsField path={`${path}.rows`} label="Rows" noun="Row" />}
      {CHOICES_WITH_OTHER.has(kind) && (
        <>
          <SwitchField path={`${path}.allowsOther`} label="Offer a text of the visitor’s own as well" />
          {allowsOther && <TextField path={`${path}.otherLabel`} label="Beside that text" placeholder="Other" />}
        </>
      )}
      {CHOICES.has(kind) && <SwitchField path={`${path}.shufflesOptions`} label="In an order of its own for each visitor" />}
      {SCORES[kind] && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextField path={`${path}.lowLabel`} label={`At ${SCORES[kind][0]}`} />
          <TextField path={`${path}.highLabel`} label={`At ${SCORES[kind][1]}`} />
        </SimpleGrid>
      )}
      {kind === 'OPEN_TEXT' && <NumberField path={`${path}.maximumLength`} label="At most" suffix=" characters" min={1} max={10000} />}
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <NumberField path={`${path}.page`} label="Page" min={1} max={20} />
        <TextField path={`${path}.key`} label="Key" required />
        {takesAnswer && <TextField path={`${path}.savesAs`} label="Kept as the trait" placeholder="Not kept" />}
      </SimpleGrid>
      {takesAnswer && <SwitchField path={`${path}.isRequired`} label="It can’t be left out" />}
      <BranchesField path={path} questions={questions} index={index} />
    </>
  );
}

/** Another kind of question leaves behind what only the kind before had. */
function KindField({ path }: { path: string }) {
  const { value: question, set } = useField<SurveyQuestionInput>(path);
  const choose = (kind: QuestionKind) => {
    if (!question) return;
    const { key, text, description, isRequired, page, savesAs } = question;
    const options = CHOICES.has(kind) ? (question.options?.length ? question.options : TWO_OPTIONS) : undefined;
    const rows = kind === 'MATRIX' ? (question.rows?.length ? question.rows : ONE_ROW) : undefined;
    set({ key, kind, text, description, isRequired: isRequired && kind !== 'STATEMENT', page, savesAs, options, rows });
  };
  return (
    <NativeSelect
      label="Kind"
      id={`${path}.kind`}
      value={question?.kind}
      onChange={(event) => choose(event.currentTarget.value as QuestionKind)}
    >
      {QUESTION_KINDS.map((kind) => (
        <option key={kind} value={kind}>
          {QUESTION_LABELS[kind]}
        </option>
      ))}
    </NativeSelect>
  );
}

const TWO_OPTIONS = [
  { key: 'yes', label: 'Yes' },
  { key: 'no', label: 'No' },
];
const ONE_ROW = [{ key: 'delivery', label: 'Delivery' }];

function OptionsField({ path, label, noun }: { path: string; label: string; noun: string }) {
  return (
    <Items path={path} noun={noun} label={label} most={30} make={(options) => ({ key: freeKey('option', options), label: '' })}>
      {(option) => (
        <Group gap="sm" grow>
          <TextField path={`${option}.label`} label="Label" required />
          <TextField path={`${option}.key`} label="Key" required />
        </Group>
      )}
    </Items>
  );
}

function BranchesField({ path, questions, index }: QuestionProps) {
  const { value: all = [] } = useField<SurveyQuestionInput[]>(questions);
  const later = all.slice(index + 1);
  const question = all[index];
  if (!question) return null;
  return (
    <Items
      path={`${path}.branches`}
      noun="Branch"
      label="Where to go on"
      description="The first branch that fits is taken; where none does, the next question follows."
      most={20}
      make={() => (SCORES[question.kind] ? { minimumScore: SCORES[question.kind]![0], maximumScore: 6, goTo: later[0]?.key } : { goTo: later[0]?.key })}
      summary={(branch: SurveyBranchInput) => branchInWords(branch, question, all)}
    >
      {(branch) => (
        <>
          {SCORES[question.kind] && (
            <SimpleGrid cols={2} spacing="sm">
              <NumberField path={`${branch}.minimumScore`} label="From" placeholder="Any" min={0} max={10} />
              <NumberField path={`${branch}.maximumScore`} label="To" placeholder="Any" min={0} max={10} />
            </SimpleGrid>
          )}
          {CHOICES.has(question.kind) && (
            <ManyField
              path={`${branch}.anyOption`}
              label="When any of these is chosen"
              placeholder="Any answer"
              data={[
                ...(question.options ?? []).map(({ key, label }) => ({ value: key, label: label || key })),
                ...(question.allowsOther ? [{ value: 'other', label: question.otherLabel || 'Other' }] : []),
              ]}
            />
          )}
          <GoToField path={`${branch}.goTo`} later={later} />
        </>
      )}
    </Items>
  );
}

function GoToField({ path, later }: { path: string; later: SurveyQuestionInput[] }) {
  const form = useCampaignForm();
  const { value, set } = useField<string>(path);
  return (
    <NativeSelect
      label="Go on to"
      id={path}
      error={form.errors[path]}
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value || undefined)}
    >
      {later.map(({ key, text }) => (
        <option key={key} value={key}>
          {text || key}
        </option>
      ))}
      <option value="">the end of the survey</option>
    </NativeSelect>
  );
}

function branchInWords(branch: SurveyBranchInput, question: SurveyQuestionInput, all: SurveyQuestionInput[]): string {
  const { minimumScore: low, maximumScore: high, anyOption, goTo } = branch;
  const labels = (anyOption ?? []).map((key) => question.options?.find((option) => option.key === key)?.label ?? words(key));
  const condition = labels.length
    ? `If ${labels.join(' or ')}`
    : low != null || high != null
      ? `If ${low ?? 'the lowest'} to ${high ?? 'the highest'}`
      : 'Always';
  const target = goTo ? `“${all.find(({ key }) => key === goTo)?.text || goTo}”` : 'the end';
  return `${condition}: ${target}`;
}
