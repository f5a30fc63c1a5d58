import type { RouteObject } from 'react-router';

export const dashboardRoutes: RouteObject[] = [{ index: true, lazy: () => import('./DashboardPage') }];
