import type { Routes } from '@angular/router';
import { administrator } from '../account/guards';

/** Pages of the installation's administrators, below `/admin`. */
export const administrationRoutes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'users' },
  {
    path: '',
    canActivateChild: [administrator],
    children: [
      { path: 'users', title: 'title.users', loadComponent: () => import('./users/users').then((file) => file.Users) },
      { path: 'audit', title: 'title.audit', loadComponent: () => import('./audit/audit').then((file) => file.Audit) },
      { path: 'mail', title: 'title.mail', loadComponent: () => import('./mail/mail').then((file) => file.Mail) },
    ],
  },
];
