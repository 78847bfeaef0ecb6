import type { Routes } from '@angular/router';
import { signedIn } from './guards';

/** The pages around an account. Links in mails lead to some of them, so their addresses stay. */
export const accountRoutes: Routes = [
  { path: 'sign-up', title: 'title.signUp', loadComponent: () => import('./sign-up').then((file) => file.SignUp) },
  { path: 'confirm', title: 'title.confirm', loadComponent: () => import('./confirm').then((file) => file.Confirm) },
  { path: 'sign-in', title: 'title.signIn', loadComponent: () => import('./sign-in').then((file) => file.SignIn) },
  { path: 'second-factor', title: 'title.secondFactor', loadComponent: () => import('./second-factor').then((file) => file.SecondFactor) },
  {
    path: 'forgotten-password',
    title: 'title.forgottenPassword',
    loadComponent: () => import('./forgotten-password').then((file) => file.ForgottenPassword),
  },
  { path: 'new-password', title: 'title.newPassword', loadComponent: () => import('./new-password').then((file) => file.NewPassword) },
  { path: 'setup', title: 'title.setup', loadComponent: () => import('./setup').then((file) => file.Setup) },
  { path: 'invitation', title: 'title.invitation', loadComponent: () => import('./invitation').then((file) => file.Invitation) },
  {
    path: 'profile',
    title: 'title.profile',
    canActivate: [signedIn],
    loadComponent: () => import('./profile/profile').then((file) => file.Profile),
  },
];
