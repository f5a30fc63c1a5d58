import { useId, useState, type ReactNode } from 'react';

import type { FormSurveyInput, SurveyQuestionInput } from '~/gql/graphql';

import { SCORES } from '../content/questionKinds';
import { Buttons, Words } from './pieces';
import classes from './preview.module.css';
import { routeThrough, type Answers } from './surveyRoute';

export function FormSurveyPreview({ content, close }: { content: FormSurveyInput; close: () => void }) {
  const [answers, setAnswers] = useState<Answers>({});
  const [chosen, setPage] = useState<number>();
  const [isSent, setSent] = useState(false);
  const asked = routeThrough(content.questions, answers);
  const pages = [...new Set(asked.map(({ page }) => page ?? 1))];
  const page = chosen !== undefined && pages.includes(chosen) ? chosen : pages[0];
  const at = pages.indexOf(page ?? 1);

  if (isSent) {
    return (
      <div className={classes.words}>
        <p className={classes.title}>
          <Words>{content.thankYou.text}</Words>
        </p>
        <Buttons buttons={content.thankYou.buttons} close={close} />
      </div>
    );
  }
  return (
    <div className={classes.words}>
      <p className={classes.title}>
        <Words>{content.title}</Words>
      </p>
      {content.description && (
        <p className={classes.text}>
          <Words>{content.description}</Words>
        </p>
      )}
      {pages.length > 1 && (
        <div className={classes.progress} role="img" aria-label={`Page ${at + 1} of ${pages.length}`}>
          <span style={{ width: `${((at + 1) / pages.length) * 100}%` }} />
        </div>
      )}
      {asked
        .filter((question) => (question.page ?? 1) === page)
        .map((question) => (
          <Question
            key={question.key}
            question={question}
            answer={answers[question.key]}
            give={(answer) => setAnswers({ ...answers, [question.key]: answer })}
          />
        ))}
      <div className={classes.buttons}>
        {at > 0 && (
          <button type="button" className={classes.button} data-second="true" onClick={() => setPage(pages[at - 1])}>
            {content.backLabel ?? 'Back'}
          </button>
        )}
        {at < pages.length - 1 ? (
          <button type="button" className={classes.button} onClick={() => setPage(pages[at + 1])}>
            {content.nextLabel ?? 'Next'}
          </button>
        ) : (
          <button type="button" className={classes.button} onClick={() => setSent(true)}>
            {content.submitLabel}
          </button>
        )}
      </div>
    </div>
  );
}

interface QuestionProps {
  question: SurveyQuestionInput;
  answer: Answers[string] | undefined;
  give: (answer: Answers[string]) => void;
}

function Question({ question, answer, give }: QuestionProps) {
  const id = useId();
  return (
    <div className={classes.question} role="group" aria-labelledby={id}>
      <p id={id} className={classes.questionText}>
        <Words>{question.text}</Words>
        {question.isRequired && ' *'}
      </p>
      {question.description && (
        <p className={classes.text}>
          <Words>{question.description}</Words>
        </p>
      )}
      <AnswerInput question={question} answer={answer} give={give} />
    </div>
  );
}

function AnswerInput(props: QuestionProps): ReactNode {
  const { question, give } = props;
  if (SCORES[question.kind]) return <Scale {...props} />;
  switch (question.kind) {
    case 'SINGLE_CHOICE':
    case 'MULTIPLE_CHOICE':
      return <Choices {...props} />;
    case 'DROPDOWN':
      return (
        <select className={classes.input} aria-label={question.text} onChange={({ currentTarget }) => give([currentTarget.value])}>
          <option value="" />
          {optionsOf(question).map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      );
    case 'RANKING':
      return <Ranking {...props} />;
    case 'MATRIX':
      return <Matrix {...props} />;
    case 'OPEN_TEXT':
      return <textarea className={classes.input} rows={3} aria-label={question.text} maxLength={question.maximumLength ?? undefined} onChange={({ currentTarget }) => give(currentTarget.value)} />;
    case 'CONSENT':
      return (
        <label className={classes.tick}>
          <input type="checkbox" onChange={() => give('yes')} />
          <span>{question.text}</span>
        </label>
      );
    case 'STATEMENT':
      return null;
    default:
      return <input className={classes.input} type={INPUT_TYPES[question.kind]} aria-label={question.text} onChange={({ currentTarget }) => give(currentTarget.value)} />;
  }
}

const INPUT_TYPES: Partial<Record<string, string>> = { EMAIL: 'email', PHONE: 'tel', DATE: 'date' };
const FACES = ['😞', '🙁', '😐', '🙂', '😄'];

function Scale({ question, answer, give }: QuestionProps) {
  const [lowest, highest] = SCORES[question.kind]!;
  const scores = Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index);
  return (
    <>
      <div className={classes.scale} data-kind={question.kind}>
        {scores.map((score) => (
          <button
            key={score}
            type="button"
            aria-label={String(score)}
            aria-pressed={answer === score}
            data-reached={question.kind === 'STARS' && typeof answer === 'number' && score <= answer}
            onClick={() => give(score)}
          >
            {question.kind === 'STARS' ? '★' : question.kind === 'EMOJI' ? FACES[score - 1] : score}
          </button>
        ))}
      </div>
      <div className={classes.ends}>
        <span>{question.lowLabel}</span>
        <span>{question.highLabel}</span>
      </div>
    </>
  );
}

function optionsOf(question: SurveyQuestionInput) {
  return [...(question.options ?? []), ...(question.allowsOther ? [{ key: 'other', label: question.otherLabel ?? 'Other' }] : [])];
}

function Choices({ question, answer, give }: QuestionProps) {
  const name = useId();
  const chosen = Array.isArray(answer) ? answer : [];
  const isSingle = question.kind === 'SINGLE_CHOICE';
  return (
    <div className={classes.choices}>
      {optionsOf(question).map(({ key, label }) => (
        <label key={key} className={classes.tick}>
          <input
            type={isSingle ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(key)}
            onChange={({ currentTarget }) =>
              give(isSingle ? [key] : currentTarget.checked ? [...chosen, key] : chosen.filter((other) => other !== key))
            }
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}

function Ranking({ question, answer, give }: QuestionProps) {
  const options = question.options ?? [];
  const order = Array.isArray(answer) ? answer : options.map(({ key }) => key);
  const raise = (at: number) => give(order.map((key, index) => (index === at - 1 ? order[at]! : index === at ? order[at - 1]! : key)));
  return (
    <ol className={classes.ranking}>
      {order.map((key, index) => {
        const label = options.find((option) => option.key === key)?.label ?? key;
        return (
          <li key={key}>
            {label}
            <button type="button" disabled={index === 0} aria-label={`Raise ${label}`} onClick={() => raise(index)}>
              ↑
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Matrix({ question, give }: QuestionProps) {
  const name = useId();
  return (
    <table className={classes.matrix}>
      <thead>
        <tr>
          <td />
          {question.options?.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {question.rows?.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {question.options?.map(({ key, label }) => (
              <td key={key}>
                <input type="radio" name={`${name} ${row.key}`} aria-label={`${row.label}: ${label}`} onChange={() => give([key])} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
