/** Turn a name of the API, such as `buttonText` or `OPEN_LINK`, into words. */
export function words(name: string): string {
  const spaced = /^[A-Z0-9_]+$/.test(name)
    ? name.replaceAll('_', ' ').toLowerCase()
    : name.replaceAll(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Say in words where a difference or a problem stands, outermost first. */
export function placeInWords(path: string[]): string[] {
  const steps: string[] = [];
  for (let at = 0; at < path.length; at += 1) {
    const step = path[at]!;
    const next = path[at + 1];
    if (['definition', 'content', 'translations', ...CONTENT_FIELDS].includes(step)) {
      if (step === 'translations' && next !== undefined) {
        steps.push(isPosition(next) ? `Language ${Number(next) + 1}` : languageName(next));
        at += 1;
      }
    } else if (next !== undefined && isPosition(next)) {
      steps.push(`${words(singular(step))} ${Number(next) + 1}`);
      at += 1;
    } else if (step === 'variants' && next !== undefined) {
      steps.push(`Variant ${next}`);
      at += 1;
    } else {
      steps.push(words(step));
    }
  }
  return steps;
}

const CONTENT_FIELDS = ['popupBanner', 'emailCollection', 'formSurvey', 'notificationBar', 'heroBanner'];

function isPosition(step: string): boolean {
  return /^\d+$/.test(step);
}

function singular(name: string): string {
  if (name.endsWith('ches')) return name.slice(0, -2);
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

export function languageName(locale: string): string {
  try {
    return LANGUAGES.of(locale) ?? locale;
  } catch {
    return locale;
  }
}

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.split('-')[0]!) ? 'rtl' : 'ltr';
}
