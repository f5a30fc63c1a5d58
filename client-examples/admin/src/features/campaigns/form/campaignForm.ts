import { createFormContext } from '@mantine/form';

import type { CampaignContentInput, CampaignDefinitionInput } from '~/gql/graphql';

/** What is edited, in the shape of the API's input, so that its problems' paths are the form's own. */
export interface CampaignValues {
  name: string;
  definition: CampaignDefinitionInput;
}

export const [CampaignFormProvider, useCampaignForm, useNewCampaignForm] = createFormContext<CampaignValues>();

/** Values and changes of one field, by its path from the form's root. */
export function useField<Value>(path: string) {
  const form = useCampaignForm();
  return {
    id: path,
    value: form.getInputProps(path).value as Value | undefined,
    error: form.errors[path],
    set: (value: Value | undefined) => {
      form.clearFieldError(path);
      form.setFieldValue(path, value as never);
    },
  };
}

/** What a campaign says in one language of one variant. */
export function contentAt(values: CampaignValues, variant: number, translation: number): CampaignContentInput | undefined {
  return values.definition.variants[variant]?.translations[translation]?.content;
}
