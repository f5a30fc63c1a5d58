import type { RouteObject } from 'react-router';

export const signUpsRoutes: RouteObject[] = [{ path: 'sign-ups', lazy: () => import('./SignUpsPage') }];
