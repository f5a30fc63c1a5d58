import { h, pictureOf } from './dom';
import { dropDown, labelled, pagedForm, tickBox, type Group } from './form';
import { CaptureEmailDocument, type FieldEntryInput, type FieldKind } from './generated/graphql';
import { wheelOfFortune } from './wheel';
import type { CampaignOf, Showing } from './showing';

type EmailCollection = CampaignOf<'EmailCollection'>;
type Field = EmailCollection['steps'][number]['fields'][number];

const INPUTS: Record<FieldKind, Record<string, string>> = {
  FIRST_NAME: { type: 'text', autocomplete: 'given-name' },
  LAST_NAME: { type: 'text', autocomplete: 'family-name' },
  PHONE: { type: 'tel', autocomplete: 'tel' },
  BIRTH_DATE: { type: 'date', autocomplete: 'bday' },
  TEXT: { type: 'text' },
  CHOICE: {},
  CHECKBOX: { type: 'checkbox' },
};

/** The form for the address and what is asked for beside it, with the consent on its last page. */
export function emailForm(campaign: EmailCollection, showing: Showing): HTMLElement {
  const { post, labels, decisionId, visitorId, thank } = showing;
  const { steps } = campaign;
  const pages = Math.max(steps.length, 1);
  const address = h('input', { type: 'email', autocomplete: 'email', required: true, placeholder: campaign.inputPlaceholder });
  const consent = h('input', { type: 'checkbox', required: true });
  const fields: { key: string; read: () => FieldEntryInput | undefined }[] = [];
  const wheel = campaign.wheel && wheelOfFortune(campaign.wheel.slices);

  function fieldGroup(field: Field, page: number): Group {
    const { key, kind, label, placeholder, isRequired: required, options } = field;
    const isTick = kind === 'CHECKBOX';
    const control =
      kind === 'CHOICE' ? dropDown(options, { required }, labels) : h('input', { ...INPUTS[kind], placeholder, required });
    const read = () => {
      if (isTick) return { field: key, flag: (control as HTMLInputElement).checked };
      return control.value ? { field: key, text: control.value } : undefined;
    };
    fields.push({ key, read });
    const element = isTick ? h('div', { class: 'segue-field' }, tickBox(label, control)) : labelled(label, control);
    return { key, page, element };
  }

  const groups = steps.flatMap(({ title, description, fields }, place): Group[] => {
    const page = place + 1;
    const intro = h('div', {}, title && h('h3', {}, title), description && h('p', {}, description));
    return [{ key: `step ${page}`, page, element: intro }, ...fields.map((field) => fieldGroup(field, page))];
  });
  groups.splice(1, 0, { key: 'email', page: 1, element: labelled(labels.email, address) });
  const { url, text } = campaign.consent;
  const more = url ? h('a', { href: url, target: '_blank', rel: 'noopener' }, labels.moreAboutConsent) : null;
  const consentBox = h('div', { class: 'segue-field segue-consent' }, tickBox(`${text} `, consent, more));
  groups.push({ key: 'consentGiven', page: pages, element: consentBox });

  const form = pagedForm(
    {
      groups,
      isAsked: () => true,
      submitLabel: campaign.submitLabel,
      nextLabel: (page) => steps[page - 1]?.nextLabel ?? labels.next,
      backLabel: labels.back,
      async send() {
        const entries = fields.flatMap(({ read }) => read() ?? []);
        const input = { visitorId, decisionId, email: address.value, consentGiven: consent.checked, fields: entries };
        const { captureEmail: result } = await post(CaptureEmailDocument, { input });
        if (result.__typename === 'EmailCaptured') {
          if (wheel && result.prize) await wheel.stopAt(result.prize.key);
          thank(result);
          return [];
        }
        if (result.__typename !== 'InvalidInput') return [result];
        return result.problems.map(({ path: [name, place], message }) => ({
          key: name === 'fields' ? entries[Number(place)]?.field : name,
          message,
        }));
      },
    },
    labels,
  );
  const texts = h(
    'div',
    { class: 'segue-texts' },
    h('h2', {}, campaign.title),
    campaign.description && h('p', {}, campaign.description),
    showing.clock,
    form.element,
  );
  return h('div', { class: 'segue-content segue-beside' }, wheel?.box ?? pictureOf(campaign.image), texts);
}
