import { useState, type FormEvent, type MouseEvent, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { quietly } from '../browser';
import { useLabels } from '../SegueProvider';

export interface FormProblem {
  /** The name of the field; none for the form as a whole. */
  field?: string | undefined;
  message: string;
}

interface PagedFormProps {
  /** The number of each page that is asked for as things stand, in order. */
  pages: number[];
  /** More may follow; that depends on what is entered. */
  isOpen?: boolean;
  firstPage?: number | undefined;
  submitLabel: string;
  nextLabel: (page: number) => string;
  backLabel: string;
  /** What stands on a page. */
  children: (page: number) => ReactNode;
  /** Which page a field stands on. */
  pageOf: (field: string) => number | undefined;
  onNext?: () => void;
  /** Send it, and say what is wrong; nothing when it has arrived. */
  send: () => Promise<FormProblem[]>;
}

/** A form in pages. The browser and React Aria check each page; what the server finds stands beside its field. */
export function PagedForm({ pages, isOpen = false, firstPage, submitLabel, nextLabel, backLabel, children, pageOf, onNext, send }: PagedFormProps) {
  const labels = useLabels();
  const [wanted, setWanted] = useState(firstPage);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [complaint, setComplaint] = useState<string>();
  const [isSending, setSending] = useState(false);
  const place = Math.max(pages.indexOf(wanted ?? -1), 0);
  const page = pages[place] ?? 1;
  const isLast = place === pages.length - 1 && !isOpen;

  async function submit(): Promise<void> {
    if (isSending) return;
    if (!isLast) {
      setWanted(pages[place + 1]);
      onNext?.();
      return;
    }
    setSending(true);
    const found = await send().catch((error: unknown): FormProblem[] => {
      quietly(error);
      return [{ message: labels.failed }];
    });
    setSending(false);
    setErrors(Object.fromEntries(found.flatMap(({ field, message }) => (field === undefined ? [] : [[field, message]]))));
    setComplaint(found.find(({ field }) => field === undefined)?.message);
    const first = found.find(({ field }) => field !== undefined);
    if (first) setWanted(pageOf(first.field!) ?? page);
  }

  /** What the server found holds until the visitor changes it. */
  function forgetError({ target }: FormEvent): void {
    const { name } = target as HTMLInputElement;
    if (name in errors) setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => field !== name)));
  }

  return (
    <Form
      key={page}
      className="segue-form"
      validationErrors={errors}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="segue-fields" onInput={forgetError}>
        {children(page)}
      </div>
      <p role="alert" className="segue-error">
        {complaint}
      </p>
      <div className="segue-buttons">
        {place > 0 && (
          <button type="button" onMouseDown={keepFocus} className="segue-button segue-second" onClick={() => setWanted(pages[place - 1])}>
            {backLabel}
          </button>
        )}
        <button type="submit" onMouseDown={keepFocus} className="segue-button" aria-disabled={isSending || undefined}>
          {isLast ? submitLabel : nextLabel(page)}
        </button>
      </div>
    </Form>
  );
}

/** A field that loses the focus may lose its message, and the button would slip away from under the pointer. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
