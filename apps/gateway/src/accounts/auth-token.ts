/** Injection token of the library that keeps accounts (`better-auth.ts`). */
export const AUTH = Symbol('accounts library');
