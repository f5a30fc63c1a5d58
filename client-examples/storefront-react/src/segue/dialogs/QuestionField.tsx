import { useState, type ReactNode } from 'react';
import { CheckboxField, CheckboxGroup, FieldError, Input, Radio, RadioGroup, TextField } from 'react-aria-components';
import type { AnswerInput, QuestionKind } from '../generated/graphql';
import { useLabels } from '../SegueProvider';
import type { Question } from '../survey-route';
import { Dropdown, FieldLabel, Hint, TextInput, Tick, TickBox } from './fields';

type Given = Omit<AnswerInput, 'question'>;

interface FieldProps {
  question: Question;
  answer: AnswerInput | undefined;
  /** null: it is taken back. */
  onAnswer: (answer: Given | null) => void;
}

/** Any of the sixteen kinds of question. */
export function QuestionField(props: FieldProps) {
  const Field = FIELDS[props.question.kind];
  return <Field {...props} />;
}

const FIELDS: Record<QuestionKind, (props: FieldProps) => ReactNode> = {
  NPS: (props) => <Scale {...props} from={0} to={10} />,
  STARS: (props) => <Scale {...props} from={1} to={5} face={() => '★'} />,
  EMOJI: (props) => <Scale {...props} from={1} to={5} face={(score) => <Face score={score} />} />,
  CSAT: (props) => <Scale {...props} from={1} to={5} />,
  CES: (props) => <Scale {...props} from={1} to={7} />,
  SINGLE_CHOICE: SingleChoice,
  MULTIPLE_CHOICE: MultipleChoice,
  DROPDOWN: DropdownChoice,
  RANKING: Ranking,
  MATRIX: Matrix,
  OPEN_TEXT: (props) => <TextAnswer {...props} hasManyLines />,
  EMAIL: (props) => <TextAnswer {...props} type="email" />,
  PHONE: (props) => <TextAnswer {...props} type="tel" />,
  DATE: (props) => <TextAnswer {...props} type="date" />,
  CONSENT: ConsentAnswer,
  STATEMENT: ({ question: { text, description } }) => (
    <div className="segue-field">
      <p>{text}</p>
      {description && <p className="segue-hint">{description}</p>}
    </div>
  ),
};

interface ScaleProps extends FieldProps {
  from: number;
  to: number;
  face?: (score: number) => ReactNode;
}

function Scale({ question, answer, onAnswer, from, to, face }: ScaleProps) {
  const { key, kind, text, description, isRequired, lowLabel, highLabel } = question;
  const scores = Array.from({ length: to - from + 1 }, (_, place) => from + place);
  return (
    <RadioGroup
      className="segue-field"
      name={key}
      isRequired={isRequired}
      orientation="horizontal"
      value={answer?.score == null ? null : String(answer.score)}
      onChange={(score) => onAnswer({ score: Number(score) })}
    >
      <FieldLabel isRequired={isRequired}>{text}</FieldLabel>
      <Hint>{description}</Hint>
      <div className="segue-scale" data-kind={kind}>
        {scores.map((score) => (
          <Radio
            key={score}
            value={String(score)}
            aria-label={String(score)}
            className="segue-score"
            data-filled={(kind === 'STARS' && score <= (answer?.score ?? 0)) || undefined}
          >
            <span aria-hidden="true">{face?.(score) ?? score}</span>
          </Radio>
        ))}
      </div>
      {(lowLabel ?? highLabel) && (
        <p className="segue-ends">
          <span>{lowLabel}</span>
          <span>{highLabel}</span>
        </p>
      )}
      <FieldError className="segue-error" />
    </RadioGroup>
  );
}

const MOUTHS = [4, 2, 0, -2, -4];

function Face({ score }: { score: number }) {
  const bend = MOUTHS[score - 1] ?? 0;
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
      <circle cx="12" cy="12" r="10.5" />
      <path d={`M8 ${16 + bend / 2}Q12 ${16 - bend} 16 ${16 + bend / 2}M8.5 9v1M15.5 9v1`} />
    </svg>
  );
}

/** Stands for the visitor's own text among the options; no option's key is empty. */
const OTHER = '';

function SingleChoice({ question, answer, onAnswer }: FieldProps) {
  const { key, text, description, isRequired, options } = question;
  const own = useOwnText(question, answer);
  const chosen = own.isChosen ? OTHER : (answer?.options?.[0] ?? null);
  const choose = (value: string) => {
    own.setChosen(value === OTHER);
    onAnswer(value === OTHER ? own.asAnswer([]) : { options: [value] });
  };
  return (
    <RadioGroup className="segue-field" name={key} isRequired={isRequired} value={chosen} onChange={choose}>
      <FieldLabel isRequired={isRequired}>{text}</FieldLabel>
      <Hint>{description}</Hint>
      {own.options(options).map((option) => (
        <Radio key={option.key} value={option.key} className="segue-choice">
          <span className="segue-dot-mark" aria-hidden="true" />
          <span>{option.label}</span>
        </Radio>
      ))}
      {own.isChosen && <OwnText question={question} answer={answer} onText={(other) => onAnswer({ options: [], other })} />}
      <FieldError className="segue-error" />
    </RadioGroup>
  );
}

function MultipleChoice({ question, answer, onAnswer }: FieldProps) {
  const { key, text, description, isRequired, options } = question;
  const own = useOwnText(question, answer);
  const chosen = [...(answer?.options ?? []), ...(own.isChosen ? [OTHER] : [])];
  const choose = (values: string[]) => {
    own.setChosen(values.includes(OTHER));
    const keys = values.filter((value) => value !== OTHER);
    onAnswer(values.includes(OTHER) ? own.asAnswer(keys) : keys.length > 0 ? { options: keys } : null);
  };
  return (
    <CheckboxGroup className="segue-field" name={key} isRequired={isRequired} value={chosen} onChange={choose}>
      <FieldLabel isRequired={isRequired}>{text}</FieldLabel>
      <Hint>{description}</Hint>
      {own.options(options).map((option) => (
        <CheckboxField key={option.key} value={option.key}>
          <TickBox>{option.label}</TickBox>
        </CheckboxField>
      ))}
      {own.isChosen && (
        <OwnText question={question} answer={answer} onText={(other) => onAnswer({ options: answer?.options ?? [], other })} />
      )}
      <FieldError className="segue-error" />
    </CheckboxGroup>
  );
}

function DropdownChoice({ question, answer, onAnswer }: FieldProps) {
  const { key, text, description, isRequired, options } = question;
  const own = useOwnText(question, answer);
  const choose = (value: string) => {
    own.setChosen(value === OTHER);
    onAnswer(value === OTHER ? own.asAnswer([]) : { options: [value] });
  };
  return (
    <>
      <Dropdown
        name={key}
        label={text}
        hint={description}
        isRequired={isRequired}
        options={own.options(options)}
        selected={own.isChosen ? OTHER : (answer?.options?.[0] ?? null)}
        onChange={choose}
      />
      {own.isChosen && <OwnText question={question} answer={answer} onText={(other) => onAnswer({ other })} />}
    </>
  );
}

/** The visitor's own text as one more option, where the question allows it. */
function useOwnText({ allowsOther, otherLabel }: Question, answer: AnswerInput | undefined) {
  const labels = useLabels();
  const [isChosen, setChosen] = useState(Boolean(answer?.other));
  return {
    isChosen,
    setChosen,
    options: (options: Question['options']) =>
      allowsOther ? [...options, { key: OTHER, label: otherLabel ?? labels.other }] : options,
    asAnswer: (options: string[]): Given | null => (answer?.other || options.length > 0 ? { options, other: answer?.other ?? null } : null),
  };
}

function OwnText({ question, answer, onText }: { question: Question; answer: AnswerInput | undefined; onText: (text: string) => void }) {
  const labels = useLabels();
  const label = question.otherLabel ?? labels.other;
  return (
    <TextField aria-label={label} isRequired maxLength={question.maximumLength} value={answer?.other ?? ''} onChange={onText}>
      <Input className="segue-input" placeholder={label} />
      <FieldError className="segue-error" />
    </TextField>
  );
}

/** Buttons move an option: that works for every hand, and with a keyboard. */
function Ranking({ question, answer, onAnswer }: FieldProps) {
  const { text, description, isRequired, options } = question;
  const labels = useLabels();
  const order = answer?.options ?? options.map(({ key }) => key);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length) return;
    onAnswer({ options: order.toSpliced(from, 1).toSpliced(to, 0, order[from]!) });
  };
  return (
    <Group text={text} description={description} isRequired={isRequired}>
      <ol className="segue-ranking">
        {order.map((key, place) => {
          const label = options.find((option) => option.key === key)?.label ?? key;
          return (
            <li key={key}>
              <span>{label}</span>
              <MoveButton label={`${labels.up}: ${label}`} isAtEnd={place === 0} move={() => move(place, place - 1)}>
                ↑
              </MoveButton>
              <MoveButton label={`${labels.down}: ${label}`} isAtEnd={place === order.length - 1} move={() => move(place, place + 1)}>
                ↓
              </MoveButton>
            </li>
          );
        })}
      </ol>
    </Group>
  );
}

/** One that has come to the end keeps the focus, which a disabled button would lose. */
function MoveButton({ label, isAtEnd, move, children }: { label: string; isAtEnd: boolean; move: () => void; children: string }) {
  return (
    <button type="button" aria-label={label} aria-disabled={isAtEnd || undefined} onClick={move}>
      {children}
    </button>
  );
}

/** What is asked by several controls together. */
function Group({ text, description, isRequired, children }: Pick<Question, 'text' | 'description' | 'isRequired'> & { children: ReactNode }) {
  return (
    <fieldset className="segue-field">
      <legend className="segue-label">
        {text}
        {isRequired && <span aria-hidden="true"> *</span>}
      </legend>
      {description && <p className="segue-hint">{description}</p>}
      {children}
    </fieldset>
  );
}

function Matrix({ question, answer, onAnswer }: FieldProps) {
  const { key, text, description, isRequired, rows, options } = question;
  const given = answer?.rows ?? [];
  return (
    <Group text={text} description={description} isRequired={isRequired}>
      {rows.map((row) => (
        <RadioGroup
          key={row.key}
          className="segue-row"
          name={`${key}.${row.key}`}
          isRequired={isRequired}
          orientation="horizontal"
          value={given.find((each) => each.row === row.key)?.option ?? null}
          onChange={(option) => onAnswer({ rows: [...given.filter((each) => each.row !== row.key), { row: row.key, option }] })}
        >
          <FieldLabel isRequired={false}>{row.label}</FieldLabel>
          {options.map((option) => (
            <Radio key={option.key} value={option.key} className="segue-choice">
              <span className="segue-dot-mark" aria-hidden="true" />
              <span>{option.label}</span>
            </Radio>
          ))}
          <FieldError className="segue-error" />
        </RadioGroup>
      ))}
    </Group>
  );
}

interface TextAnswerProps extends FieldProps {
  type?: 'email' | 'tel' | 'date';
  hasManyLines?: boolean;
}

function TextAnswer({ question, answer, onAnswer, type, hasManyLines = false }: TextAnswerProps) {
  const { key, text, description, isRequired, maximumLength } = question;
  return (
    <TextInput
      name={key}
      label={text}
      hint={description}
      isRequired={isRequired}
      hasManyLines={hasManyLines}
      {...(type === undefined ? { maxLength: maximumLength } : { type })}
      value={answer?.text ?? ''}
      onChange={(entry) => onAnswer(entry.trim() ? { text: entry } : null)}
    />
  );
}

function ConsentAnswer({ question, answer, onAnswer }: FieldProps) {
  const { key, text, description, isRequired } = question;
  return (
    <Tick name={key} hint={description} isRequired={isRequired} isSelected={answer?.flag ?? false} onChange={(flag) => onAnswer({ flag })}>
      {text}
    </Tick>
  );
}
