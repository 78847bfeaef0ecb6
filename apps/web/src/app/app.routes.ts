import type { Routes, UrlMatchResult, UrlSegment } from '@angular/router';
import { signedIn } from './account/guards';
import { accountRoutes } from './account/routes';
import { administrationRoutes } from './administration/routes';

/** `/recognise` and `/recognise/result` are one page, so that Back (the page's and the browser's) leads from a result to a fresh sheet. */
function recognisePath(segments: UrlSegment[]): UrlMatchResult | null {
  const [page, step] = segments;
  if (page?.path !== 'recognise' || segments.length > 2) return null;
  if (!step) return { consumed: segments };
  return step.path === 'result' ? { consumed: segments, posParams: { step } } : null;
}

export const routes: Routes = [
  { path: '', pathMatch: 'full', title: 'title.home', loadComponent: () => import('./home/home').then((file) => file.Home) },
  {
    matcher: recognisePath,
    title: 'title.recognise',
    loadComponent: () => import('./recognise/recognise').then((file) => file.Recognise),
  },
  { path: 'recognize', redirectTo: 'recognise' },
  ...accountRoutes,
  {
    path: '',
    canActivateChild: [signedIn],
    children: [
      { path: 'history', title: 'title.history', loadComponent: () => import('./history/history').then((file) => file.History) },
      { path: 'keys', title: 'title.keys', loadComponent: () => import('./keys/keys').then((file) => file.Keys) },
      { path: 'workspace', title: 'title.workspace', loadComponent: () => import('./workspace/workspace').then((file) => file.Workspace) },
    ],
  },
  { path: 'admin', children: administrationRoutes },
  { path: '**', redirectTo: '' },
];
