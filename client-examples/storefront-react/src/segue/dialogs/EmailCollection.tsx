import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Heading } from 'react-aria-components';
import type { OfferOf } from '../CampaignPage';
import { graphql, readFragment } from '../generated';
import type { EmailCollectionPartsFragment, FieldEntryInput, FieldKind } from '../generated/graphql';
import { Picture, useCountdown } from '../parts';
import { useLabels } from '../SegueProvider';
import { useShowing } from '../showing';
import { DialogFrame } from './DialogFrame';
import { Dropdown, TextInput, Tick } from './fields';
import { PagedForm, type FormProblem } from './PagedForm';
import { useWheel } from './Wheel';

const EmailCollectionParts = graphql(/* GraphQL */ `
  fragment EmailCollectionParts on EmailCollection {
    title
    description
    image {
      ...ImageParts
    }
    inputPlaceholder
    submitLabel
    steps {
      title
      description
      nextLabel
      fields {
        key
        kind
        label
        placeholder
        isRequired
        options {
          key
          label
        }
      }
    }
    consent {
      text
      url
    }
    wheel {
      slices {
        key
        label
      }
    }
    countdown {
      ...CountdownParts
    }
    hasOverlay
    position {
      ...PositionParts
    }
    teaser {
      ...TeaserParts
    }
    colours {
      ...ColourParts
    }
  }
`);

const CaptureEmail = graphql(/* GraphQL */ `
  mutation CaptureEmail($input: CaptureEmailInput!) {
    captureEmail(input: $input) {
      ... on UserError {
        message
      }
      ... on InvalidInput {
        problems {
          path
          message
        }
      }
      ... on EmailCaptured {
        couponCode
        needsConfirmation
        prize {
          key
          label
        }
        thankYou {
          ...ThankYouParts
        }
      }
    }
  }
`);

/** A form for an e-mail address, with consent, over the page. */
export function EmailCollection({ offer }: { offer: OfferOf<'EmailCollection'> }) {
  const collection = readFragment(EmailCollectionParts, offer.campaign);
  const countdown = useCountdown(collection.countdown, offer.firstShownAt);
  const wheel = useWheel(collection.wheel?.slices ?? []);
  const { title, description, image } = collection;
  return (
    <DialogFrame offer={offer} frame={collection} isOver={countdown.isOver}>
      <div className="segue-beside">
        {wheel.picture ?? <Picture image={image} />}
        <div className="segue-content">
          <Heading slot="title">{title}</Heading>
          {description && <p>{description}</p>}
          {countdown.clock}
          <EmailForm collection={collection} turnWheel={wheel.turnTo} />
        </div>
      </div>
    </DialogFrame>
  );
}

type Field = EmailCollectionPartsFragment['steps'][number]['fields'][number];
type Entries = Record<string, string | boolean>;

interface EmailFormProps {
  collection: EmailCollectionPartsFragment;
  turnWheel: (prize: string) => Promise<void>;
}

function EmailForm({ collection, turnWheel }: EmailFormProps) {
  const { steps, consent, submitLabel, inputPlaceholder } = collection;
  const labels = useLabels();
  const { visitorId, decisionId, thank } = useShowing();
  const [captureEmail] = useMutation(CaptureEmail);
  const [email, setEmail] = useState('');
  const [consentGiven, setConsentGiven] = useState(false);
  const [entries, setEntries] = useState<Entries>({});
  const pages = steps.length > 0 ? steps.map((_, place) => place + 1) : [1];

  async function send(): Promise<FormProblem[]> {
    const fields = asInputs(steps.flatMap((step) => step.fields), entries);
    const { data } = await captureEmail({ variables: { input: { visitorId, decisionId, email, consentGiven, fields } } });
    const result = data?.captureEmail;
    if (result?.__typename === 'EmailCaptured') {
      if (result.prize) await turnWheel(result.prize.key);
      thank(result);
      return [];
    }
    if (result?.__typename !== 'InvalidInput') return [{ message: result?.message ?? labels.failed }];
    return result.problems.map(({ path: [name, place], message }) => ({
      field: name === 'fields' ? fields[Number(place)]?.field : name,
      message,
    }));
  }

  return (
    <PagedForm
      pages={pages}
      submitLabel={submitLabel}
      nextLabel={(page) => steps[page - 1]?.nextLabel ?? labels.next}
      backLabel={labels.back}
      pageOf={(field) => pageOf(field, steps)}
      send={send}
    >
      {(page) => {
        const step = steps[page - 1];
        return (
          <>
            {step?.title && <h3>{step.title}</h3>}
            {step?.description && <p>{step.description}</p>}
            {page === 1 && (
              <TextInput
                name="email"
                type="email"
                autoComplete="email"
                label={labels.email}
                placeholder={inputPlaceholder}
                isRequired
                value={email}
                onChange={setEmail}
              />
            )}
            {step?.fields.map((field) => (
              <EntryField
                key={field.key}
                field={field}
                entry={entries[field.key]}
                onChange={(entry) => setEntries((before) => ({ ...before, [field.key]: entry }))}
              />
            ))}
            {page === pages.length && (
              <Tick name="consentGiven" isRequired isSelected={consentGiven} onChange={setConsentGiven}>
                {consent.text}{' '}
                {consent.url && (
                  <a href={consent.url} target="_blank" rel="noopener">
                    {labels.moreAboutConsent}
                  </a>
                )}
              </Tick>
            )}
          </>
        );
      }}
    </PagedForm>
  );
}

/** An address that was refused stands on the first page, the consent on the last. */
function pageOf(field: string, steps: EmailCollectionPartsFragment['steps']): number {
  if (field === 'email') return 1;
  const place = steps.findIndex(({ fields }) => fields.some(({ key }) => key === field));
  return place < 0 ? Math.max(steps.length, 1) : place + 1;
}

function asInputs(fields: Field[], entries: Entries): FieldEntryInput[] {
  return fields.flatMap(({ key, kind }): FieldEntryInput[] => {
    const entry = entries[key];
    if (kind === 'CHECKBOX') return [{ field: key, flag: entry === true }];
    return typeof entry === 'string' && entry !== '' ? [{ field: key, text: entry }] : [];
  });
}

const INPUTS: Record<FieldKind, { type?: 'text' | 'tel' | 'date'; autoComplete?: string }> = {
  FIRST_NAME: { autoComplete: 'given-name' },
  LAST_NAME: { autoComplete: 'family-name' },
  PHONE: { type: 'tel', autoComplete: 'tel' },
  BIRTH_DATE: { type: 'date', autoComplete: 'bday' },
  TEXT: {},
  CHOICE: {},
  CHECKBOX: {},
};

interface EntryFieldProps {
  field: Field;
  entry: string | boolean | undefined;
  onChange: (entry: string | boolean) => void;
}

function EntryField({ field, entry, onChange }: EntryFieldProps) {
  const { key, kind, label, placeholder, isRequired, options } = field;
  if (kind === 'CHECKBOX') {
    return (
      <Tick name={key} isRequired={isRequired} isSelected={entry === true} onChange={onChange}>
        {label}
      </Tick>
    );
  }
  const text = typeof entry === 'string' ? entry : '';
  if (kind === 'CHOICE') {
    return <Dropdown name={key} label={label} isRequired={isRequired} options={options} selected={text || null} onChange={onChange} />;
  }
  return (
    <TextInput
      {...INPUTS[kind]}
      name={key}
      label={label}
      placeholder={placeholder ?? undefined}
      isRequired={isRequired}
      value={text}
      onChange={onChange}
    />
  );
}
