export const VISITOR_COOKIE = 'visitor';

export const VISITOR_COOKIE_OPTIONS = {
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  maxAge: 365 * 24 * 60 * 60,
} as const;
