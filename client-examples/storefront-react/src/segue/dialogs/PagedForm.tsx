import { useState, type ReactNode } from 'react';
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
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [isSending, setSending] = useState(false);
  const place = Math.max(pages.indexOf(wanted ?? -1), 0);
  const page = pages[place] ?? 1;
  const isLast = place === pages.length - 1 && !isOpen;

  async function submit(): Promise<void> {
    if (isSending) return;
    if (!isLast) {
      setProblems([]);
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
    setProblems(found);
    const first = found.find(({ field }) => field !== undefined);
    if (first) setWanted(pageOf(first.field!) ?? page);
  }

  const errors = Object.fromEntries(problems.flatMap(({ field, message }) => (field ? [[field, message]] : [])));
  const complaint = problems.find(({ field }) => field === undefined);
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
      {children(page)}
      <p role="alert" className="segue-error">
        {complaint?.message}
      </p>
      <div className="segue-buttons">
        {place > 0 && (
          <button type="button" className="segue-button segue-second" onClick={() => setWanted(pages[place - 1])}>
            {backLabel}
          </button>
        )}
        <button type="submit" className="segue-button" aria-disabled={isSending || undefined}>
          {isLast ? submitLabel : nextLabel(page)}
        </button>
      </div>
    </Form>
  );
}
