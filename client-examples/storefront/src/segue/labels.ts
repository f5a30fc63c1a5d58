/** The module's own words; all others are the campaign's. Give yours for other languages. */
export const ENGLISH = {
  close: 'Close',
  back: 'Back',
  next: 'Next',
  notice: 'Notice',
  offers: 'Offers',
  email: 'E-mail address',
  moreAboutConsent: 'Read more',
  choose: 'Please choose',
  chooseSome: 'Please choose at least one.',
  other: 'Other',
  up: 'Move up',
  down: 'Move down',
  failed: 'That didn’t get through. Please try again.',
  confirm: 'Almost there: please follow the link in the letter that we have just sent you.',
  won: 'You have won:',
  code: 'Your code',
  copy: 'Copy',
  copied: 'Copied',
  pause: 'Pause',
  play: 'Play',
};
export type Labels = typeof ENGLISH;
