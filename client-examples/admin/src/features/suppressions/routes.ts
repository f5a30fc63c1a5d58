import type { RouteObject } from 'react-router';

export const suppressionsRoutes: RouteObject[] = [{ path: 'suppressions', lazy: () => import('./SuppressionsPage') }];
