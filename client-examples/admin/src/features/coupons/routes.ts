import type { RouteObject } from 'react-router';

export const couponsRoutes: RouteObject[] = [{ path: 'coupons', lazy: () => import('./CouponsPage') }];
