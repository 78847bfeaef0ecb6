import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, throwError } from 'rxjs';
import { Account } from '../account/account';
import { Language } from '../language/language';
import { failureOf } from './failure-of';

/** The server writes mails in the language of the page, which need not be the browser's. */
export const inOurLanguage: HttpInterceptorFn = (request, next) =>
  request.url.startsWith('/api/') ? next(request.clone({ setHeaders: { 'accept-language': inject(Language).code() } })) : next(request);

/** Who was signed in and no longer is (ended, disabled, away too long) signs in again and comes back to the page. */
export const signInAgain: HttpInterceptorFn = (request, next) => {
  // The texts of the page are asked for before there is a router, which needs them for its titles.
  if (!request.url.startsWith('/api/v1/')) return next(request);
  const [account, router] = [inject(Account), inject(Router)];
  return next(request).pipe(
    catchError((error: unknown) => {
      const isOver = error instanceof HttpErrorResponse && failureOf(error).code === 'unauthenticated';
      if (isOver && account.me()) {
        account.forget();
        void router.navigate(['/sign-in'], { queryParams: { return: router.url }, state: { notice: 'ended' } });
      }
      return throwError(() => error);
    }),
  );
};
