import { h, newId } from './dom';
import type { Labels } from './labels';

/** What stands together in a form: a question, or a field with its label. */
export interface Group {
  key: string;
  /** Which page of the form it stands on, from 1. */
  page: number;
  element: HTMLElement;
}

export interface FormProblem {
  /** Of the group; none for the form as a whole. */
  key?: string | undefined;
  message: string;
}

interface Form {
  groups: Group[];
  /** Whether the group is asked for, as things stand. */
  isAsked: (group: Group) => boolean;
  submitLabel: string;
  nextLabel: (page: number) => string;
  backLabel: string;
  turned?: () => void;
  /** Send it, and say what is wrong; nothing when it has arrived. */
  send: () => Promise<FormProblem[]>;
}

/**
 * A form in pages, whose state is the document's own. Messages are the browser's, in the visitor's
 * language, beside what they are about.
 */
export function pagedForm(form: Form, labels: Labels) {
  let page = Math.min(...form.groups.map((group) => group.page));
  let isSending = false;
  const complaint = h('p', { class: 'segue-error', role: 'alert' });
  const back = h('button', { type: 'button', class: 'segue-button segue-second', click: turnBack }, form.backLabel);
  const forward = h('button', { class: 'segue-button' });
  const element = h(
    'form',
    { novalidate: true, class: 'segue-form', submit, input: arrange },
    ...form.groups.map((group) => group.element),
    complaint,
    h('div', { class: 'segue-buttons' }, back, forward),
  );

  const asked = () => form.groups.filter(form.isAsked);
  const pages = () => [...new Set(asked().map((group) => group.page))].sort((a, b) => a - b);
  const here = () => asked().filter((group) => group.page === page);
  /** While something must still be answered, it may lead to any page. */
  const isComplete = () => here().every((group) => controlsOf(group).every(({ validity }) => validity.valid));

  function arrange(): void {
    const shown = here();
    for (const group of form.groups) group.element.hidden = !shown.includes(group);
    back.hidden = page === pages()[0];
    const isLast = page === Math.max(...(isComplete() ? pages() : form.groups.map((group) => group.page)));
    forward.textContent = isLast ? form.submitLabel : form.nextLabel(page);
  }

  function turnTo(next: number | undefined): void {
    if (next === undefined) return;
    page = next;
    arrange();
    controlsOf(here()[0])[0]?.focus({ preventScroll: true });
    element.scrollIntoView?.({ block: 'nearest' });
  }

  function turnBack(): void {
    turnTo(pages().filter((each) => each < page).at(-1));
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isSending) return;
    const wrong = here().flatMap((group): FormProblem[] => {
      const control = controlsOf(group).find(({ validity }) => !validity.valid);
      return control ? [{ key: group.key, message: control.validationMessage }] : [];
    });
    if (wrong.length) return complain(wrong);
    const next = pages().find((each) => each > page);
    if (next !== undefined) {
      complain([]);
      turnTo(next);
      return form.turned?.();
    }
    isSending = true;
    forward.setAttribute('aria-disabled', 'true');
    complain(await form.send().catch(() => [{ message: labels.failed }]));
    forward.removeAttribute('aria-disabled');
    isSending = false;
  }

  function complain(problems: FormProblem[]): void {
    for (const { element } of form.groups) element.querySelector('.segue-error')?.remove();
    for (const control of controlsOf({ element })) control.removeAttribute('aria-invalid');
    const [first] = problems;
    complaint.textContent = '';
    for (const { key, message } of problems) {
      const group = form.groups.find((each) => each.key === key);
      if (group) mark(group, message);
      else complaint.textContent = message;
    }
    const group = form.groups.find((each) => each.key === first?.key);
    if (!group) return;
    if (group.page !== page) turnTo(group.page);
    controlsOf(group)[0]?.focus();
  }

  arrange();
  return { element, turnTo, arrange };
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function controlsOf(group: { element: HTMLElement } | undefined): Control[] {
  return [...(group?.element.querySelectorAll<Control>('input,select,textarea') ?? [])];
}

function mark({ element }: Group, message: string): void {
  const id = newId();
  element.append(h('p', { class: 'segue-error', id }, message));
  for (const control of controlsOf({ element })) {
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-describedby', id);
  }
}

/** A label and its one control. */
export function labelled(label: string, control: HTMLElement, ...more: (Node | string | null)[]): HTMLElement {
  control.id = newId();
  const text = h('label', { for: control.id }, label, isRequired(control) && requiredMark());
  return h('div', { class: 'segue-field' }, text, ...more, control);
}

/** A box to tick, with what is ticked behind it. */
export function tickBox(label: string, input: HTMLElement, ...more: (Node | string | null)[]): HTMLElement {
  return h('label', { class: 'segue-choice' }, input, h('span', {}, label, ...more, isRequired(input) && requiredMark()));
}

export function requiredMark(): HTMLElement {
  return h('span', { class: 'segue-required', 'aria-hidden': 'true' }, ' *');
}

function isRequired(control: HTMLElement): boolean {
  return control.hasAttribute('required');
}

/** A list that opens, with nothing chosen at first. */
export function dropDown(
  options: { key: string; label: string }[],
  properties: Record<string, unknown>,
  labels: Labels,
): HTMLSelectElement {
  return h(
    'select',
    properties,
    h('option', { value: '' }, labels.choose),
    ...options.map(({ key, label }) => h('option', { value: key }, label)),
  );
}
