import type { RouteObject } from 'react-router';

export const answersRoutes: RouteObject[] = [{ path: 'answers', lazy: () => import('./AnswersPage') }];
