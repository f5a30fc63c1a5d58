import { useId, useState } from 'react';

import type { EmailCollectionInput, EmailFormFieldInput, WheelSliceInput } from '~/gql/graphql';

import { Buttons, Clock, Picture, Words } from './pieces';
import classes from './preview.module.css';

export function EmailCollectionPreview({ content, close }: { content: EmailCollectionInput; close: () => void }) {
  const [step, setStep] = useState(0);
  const [isSent, setSent] = useState(false);
  const consent = useId();
  const steps = content.steps?.length ? content.steps : [{ fields: [] }];
  const present = steps[Math.min(step, steps.length - 1)]!;
  const isLast = step >= steps.length - 1;
  return (
    <div className={classes.withPicture} data-picture={Boolean(content.image ?? content.wheel)}>
      {content.wheel ? (
        <WheelPicture slices={content.wheel.slices} turns={isSent} />
      ) : (
        content.image && <Picture image={content.image} className={classes.sidePicture} />
      )}
      {isSent ? (
        <div className={classes.words}>
          <p className={classes.title}>
            <Words>{content.thankYou.text}</Words>
          </p>
          <Buttons buttons={content.thankYou.buttons} close={close} />
        </div>
      ) : (
        <div className={classes.words}>
          <p className={classes.title}>
            <Words>{present.title ?? content.title}</Words>
          </p>
          <p className={classes.text}>
            <Words>{present.description ?? content.description}</Words>
          </p>
          <Clock countdown={content.countdown} />
          {step === 0 && <input className={classes.input} type="email" placeholder={content.inputPlaceholder} aria-label={content.inputPlaceholder || 'E-mail'} />}
          {present.fields?.map((field, index) => <Field key={index} field={field} />)}
          {isLast && (
            <label className={classes.tick} htmlFor={consent}>
              <input type="checkbox" id={consent} />
              <span>
                <Words>{content.consent.text}</Words>
                {content.consent.url && <span className={classes.more}> ↗</span>}
              </span>
            </label>
          )}
          <button type="button" className={classes.button} onClick={() => (isLast ? setSent(true) : setStep(step + 1))}>
            {isLast ? content.submitLabel : (present.nextLabel ?? 'Next')}
          </button>
        </div>
      )}
    </div>
  );
}

function Field({ field }: { field: EmailFormFieldInput }) {
  const id = useId();
  if (field.kind === 'CHECKBOX') {
    return (
      <label className={classes.tick} htmlFor={id}>
        <input type="checkbox" id={id} />
        <span>{field.label}</span>
      </label>
    );
  }
  return (
    <label className={classes.field} htmlFor={id}>
      {field.label}
      {field.isRequired && ' *'}
      {field.kind === 'CHOICE' ? (
        <select id={id} className={classes.input}>
          {field.options?.map(({ key, label }) => <option key={key}>{label}</option>)}
        </select>
      ) : (
        <input id={id} className={classes.input} type={field.kind === 'BIRTH_DATE' ? 'date' : 'text'} placeholder={field.placeholder ?? undefined} />
      )}
    </label>
  );
}

const SLICES = ['#4338ca', '#f59e0b', '#0f766e', '#e11d48', '#2563eb', '#7c3aed'];

function WheelPicture({ slices, turns }: { slices: WheelSliceInput[]; turns: boolean }) {
  const part = 360 / slices.length;
  const stops = slices.map((_, index) => `${SLICES[index % SLICES.length]} ${index * part}deg ${(index + 1) * part}deg`);
  return (
    <div className={classes.wheelPlace}>
      <div className={classes.wheel} data-turns={turns} style={{ background: `conic-gradient(${stops.join(', ')})` }} role="img" aria-label="Wheel of fortune">
        {slices.map(({ key, label }, index) => (
          <span key={`${key} ${index}`} style={{ transform: `rotate(${(index + 0.5) * part - 90}deg)` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
