export const SECTIONS = [
  { name: 'content', label: 'Content' },
  { name: 'audience', label: 'Audience' },
  { name: 'pages', label: 'Pages' },
  { name: 'display', label: 'Display' },
  { name: 'frequency', label: 'How often' },
  { name: 'schedule', label: 'Schedule' },
  { name: 'experiment', label: 'Experiment' },
  { name: 'coupon', label: 'Coupon' },
] as const;

export type SectionName = (typeof SECTIONS)[number]['name'];

const SECTION_OF_FIELD: Record<string, SectionName> = {
  variants: 'content',
  audience: 'audience',
  includeSegments: 'audience',
  excludeSegments: 'audience',
  placement: 'pages',
  isDefault: 'pages',
  pageTypes: 'pages',
  devices: 'pages',
  page: 'pages',
  display: 'display',
  frequency: 'frequency',
  priority: 'frequency',
  exclusionGroup: 'frequency',
  ignoresStoreLimits: 'frequency',
  startsAt: 'schedule',
  endsAt: 'schedule',
  windows: 'schedule',
  impressionBudget: 'schedule',
  endsAfterConversions: 'schedule',
  controlShare: 'experiment',
  experiment: 'experiment',
  coupon: 'coupon',
};

/** Where in the editor a field is, by its path in the API. */
export interface Place {
  section: SectionName;
  variant?: number;
  translation?: number;
}

export function placeOf(path: string[]): Place {
  const [, field, variant, inVariant, translation] = path;
  const section = SECTION_OF_FIELD[field ?? ''] ?? 'content';
  if (field !== 'variants') return { section };
  if (inVariant === 'weight' || inVariant === 'key') return { section: 'experiment' };
  if (inVariant === 'display') return { section: 'experiment', variant: Number(variant) };
  return { section, variant: Number(variant ?? 0), translation: Number(translation ?? 0) || 0 };
}
