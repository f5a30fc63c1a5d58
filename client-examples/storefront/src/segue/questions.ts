import { h, newId, svg } from './dom';
import { dropDown, labelled, requiredMark, tickBox } from './form';
import type { AnswerInput } from './generated/graphql';
import type { Labels } from './labels';
import type { Question } from './survey-route';

type Given = Omit<AnswerInput, 'question'>;
/** A question on the page: what is answered is read from its controls, and written back into them. */
export interface QuestionView {
  element: HTMLElement;
  read: () => Given | undefined;
  write: (given: Given) => void;
}

type Maker = (question: Question, labels: Labels) => QuestionView;

const FACE_MOUTHS = [4, 2, 0, -2, -4];

function scale(lowest: number, highest: number, face?: (score: number) => Node | string): Maker {
  return (question) => {
    const name = newId();
    const radios: HTMLInputElement[] = [];
    const row = h('div', { class: `segue-scale segue-${question.kind.toLowerCase()}` });
    for (let score = lowest; score <= highest; score++) {
      const radio = h('input', { type: 'radio', name, value: score, required: question.isRequired, 'aria-label': score });
      radios.push(radio);
      row.append(h('label', {}, radio, h('span', { 'aria-hidden': 'true' }, face?.(score) ?? String(score))));
    }
    const { lowLabel, highLabel } = question;
    const ends =
      (lowLabel || highLabel) &&
      h('p', { class: 'segue-ends' }, h('span', {}, lowLabel), h('span', {}, highLabel));
    return {
      element: fieldset(question, row, ends || null),
      read: () => {
        const value = radios.find(({ checked }) => checked)?.value;
        return value === undefined ? undefined : { score: Number(value) };
      },
      write: ({ score }) => check(radios, [String(score)]),
    };
  };
}

function choices(type: 'radio' | 'checkbox'): Maker {
  return (question, labels) => {
    const name = newId();
    const isRadio = type === 'radio';
    const make = (value: string) => h('input', { type, name, value, required: question.isRequired && isRadio });
    const inputs = question.options.map(({ key }) => make(key));
    const rows = question.options.map(({ label }, place) => tickBox(label, inputs[place]!));
    const other = question.allowsOther ? ownText(question, make(''), labels) : undefined;
    const all = other ? [...inputs, other.tick] : inputs;
    const chosen = () => inputs.filter(({ checked }) => checked).map(({ value }) => value);
    const read = () => {
      const text = other?.tick.checked ? other.text.value.trim() : '';
      const options = chosen();
      return options.length || text ? { options, ...(text && { other: text }) } : undefined;
    };
    const demand = () => {
      const isMissing = question.isRequired && !isRadio && !read();
      all[0]?.setCustomValidity(isMissing ? labels.chooseSome : '');
    };
    demand();
    const element = fieldset(question, ...rows, other?.row ?? null);
    element.addEventListener('input', demand);
    return {
      element,
      read,
      write: (given) => {
        check(inputs, given.options ?? []);
        other?.write(given.other);
        demand();
      },
    };
  };
}

/** A text of the visitor's own, as one more option. */
function ownText(question: Question, tick: HTMLInputElement, labels: Labels) {
  const label = question.otherLabel ?? labels.other;
  tick.setAttribute('aria-label', label);
  const typed = () => {
    tick.checked = true;
  };
  const text = h('input', { type: 'text', maxlength: question.maximumLength, placeholder: label, 'aria-label': label, input: typed });
  const ticked = () => {
    text.required = tick.checked;
  };
  return {
    tick,
    text,
    row: h('div', { class: 'segue-choice', input: ticked }, tick, text),
    write: (value: string | null | undefined) => {
      text.value = value ?? '';
      tick.checked = !!value;
    },
  };
}

const list: Maker = (question, labels) => {
  const own = question.allowsOther ? [{ key: '', label: question.otherLabel ?? labels.other }] : [];
  const select = dropDown([...question.options, ...own], { required: question.isRequired && !own.length }, labels);
  const label = question.otherLabel ?? labels.other;
  const text = h('input', { type: 'text', maxlength: question.maximumLength, placeholder: label, 'aria-label': label });
  const isOther = () => own.length > 0 && select.selectedIndex === select.options.length - 1;
  const arrange = () => {
    text.hidden = !isOther();
    text.required = isOther();
    const isMissing = question.isRequired && select.selectedIndex <= 0;
    select.setCustomValidity(isMissing ? labels.chooseSome : '');
  };
  arrange();
  const element = labelled(question.text, select, describe(question));
  element.append(text);
  element.addEventListener('input', arrange);
  return {
    element,
    read: () => {
      if (isOther()) return text.value.trim() ? { other: text.value.trim() } : undefined;
      return select.value ? { options: [select.value] } : undefined;
    },
    write: ({ options, other }) => {
      if (options?.[0]) select.value = options[0];
      else if (other) select.selectedIndex = select.options.length - 1;
      text.value = other ?? '';
      arrange();
    },
  };
};

/** Buttons move an option: that works for every hand, and with a keyboard. */
const ranking: Maker = (question, labels) => {
  let isTouched = question.isRequired;
  const rows = h('ol', { class: 'segue-ranking' });
  for (const { key, label } of question.options) {
    const move = (by: 'up' | 'down') => ({ currentTarget }: Event) => {
      const beside = by === 'up' ? row.previousElementSibling : row.nextElementSibling;
      beside?.[by === 'up' ? 'before' : 'after'](row);
      isTouched = true;
      (currentTarget as HTMLElement).focus();
    };
    const button = (by: 'up' | 'down', icon: string) =>
      h('button', { type: 'button', 'aria-label': `${labels[by]}: ${label}`, click: move(by) }, icon);
    const row = h('li', { 'data-segue-key': key }, h('span', {}, label), button('up', '↑'), button('down', '↓'));
    rows.append(row);
  }
  const items = () => [...rows.children] as HTMLElement[];
  return {
    element: fieldset(question, rows),
    read: () => (isTouched ? { options: items().map((item) => item.dataset['segueKey']!) } : undefined),
    write: ({ options }) => {
      isTouched = true;
      for (const key of options ?? []) rows.append(items().find((item) => item.dataset['segueKey'] === key) ?? '');
    },
  };
};

const matrix: Maker = (question) => {
  const { rows, options, isRequired } = question;
  const names = rows.map(() => newId());
  const radios: HTMLInputElement[] = [];
  const body = rows.map(({ label, key }, place) =>
    h('tr', {}, h('th', { scope: 'row' }, label), ...options.map((option) => {
      const name = names[place];
      const about = `${label}: ${option.label}`;
      const radio = h('input', { type: 'radio', name, value: option.key, 'data-row': key, 'aria-label': about, required: isRequired });
      radios.push(radio);
      return h('td', {}, radio);
    })),
  );
  const head = h('tr', {}, h('td'), ...options.map(({ label }) => h('th', { scope: 'col' }, label)));
  const table = h('table', {}, h('thead', {}, head), h('tbody', {}, ...body));
  return {
    element: fieldset(question, h('div', { class: 'segue-matrix' }, table)),
    read: () => {
      const chosen = radios.filter(({ checked }) => checked);
      const answers = chosen.map(({ value, dataset }) => ({ row: dataset['row']!, option: value }));
      return answers.length ? { rows: answers } : undefined;
    },
    write: (given) => {
      for (const radio of radios) {
        radio.checked = !!given.rows?.some(({ row, option }) => row === radio.dataset['row'] && option === radio.value);
      }
    },
  };
};

function text(tag: 'input' | 'textarea', properties: Record<string, unknown>): Maker {
  return (question) => {
    const control = h(tag, { ...properties, required: question.isRequired, maxlength: tag === 'textarea' && question.maximumLength });
    return {
      element: labelled(question.text, control, describe(question)),
      read: () => (control.value.trim() ? { text: control.value } : undefined),
      write: (given) => {
        control.value = given.text ?? '';
      },
    };
  };
}

const consent: Maker = (question) => {
  const input = h('input', { type: 'checkbox', required: question.isRequired });
  return {
    element: h('div', { class: 'segue-field' }, tickBox(question.text, input), describe(question)),
    read: () => ({ flag: input.checked }),
    write: ({ flag }) => {
      input.checked = !!flag;
    },
  };
};

const statement: Maker = (question) => ({
  element: h('div', { class: 'segue-statement' }, h('p', {}, question.text), describe(question)),
  read: () => undefined,
  write: () => undefined,
});

function faceOf(score: number): Node {
  const bend = FACE_MOUTHS[score - 1]!;
  const mouth = `M8 ${16 + bend / 2}Q12 ${16 - bend} 16 ${16 + bend / 2}`;
  return svg('svg', { viewBox: '0 0 24 24' },
    svg('circle', { cx: 12, cy: 12, r: 10.5, class: 'segue-stroke' }),
    svg('path', { d: `${mouth}M8.5 9v1M15.5 9v1`, class: 'segue-stroke' }));
}

const MAKERS: Record<Question['kind'], Maker> = {
  NPS: scale(0, 10),
  STARS: scale(1, 5, () => '★'),
  EMOJI: scale(1, 5, faceOf),
  CSAT: scale(1, 5),
  CES: scale(1, 7),
  SINGLE_CHOICE: choices('radio'),
  MULTIPLE_CHOICE: choices('checkbox'),
  DROPDOWN: list,
  RANKING: ranking,
  MATRIX: matrix,
  OPEN_TEXT: text('textarea', { rows: 3 }),
  EMAIL: text('input', { type: 'email', autocomplete: 'email' }),
  PHONE: text('input', { type: 'tel', autocomplete: 'tel' }),
  DATE: text('input', { type: 'date' }),
  CONSENT: consent,
  STATEMENT: statement,
};

export function viewOf(question: Question, labels: Labels): QuestionView {
  return MAKERS[question.kind](question, labels);
}

function fieldset(question: Question, ...content: (Node | null)[]): HTMLElement {
  const legend = h('legend', {}, question.text, question.isRequired && requiredMark());
  return h('fieldset', { class: 'segue-field' }, legend, describe(question), ...content);
}

function describe({ description }: Question): HTMLElement | null {
  return description ? h('p', { class: 'segue-hint' }, description) : null;
}

function check(inputs: HTMLInputElement[], values: string[]): void {
  for (const input of inputs) input.checked = values.includes(input.value);
}
