import { computed, inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';

/** The filters of a list; each is a text, blank while it is not set. */
export interface Filters<Name extends string> {
  readonly values: Signal<Readonly<Record<Name, string>>>;
  /** How many are set. */
  readonly count: Signal<number>;
  set(changed: Partial<Record<Name, string>>): void;
  clear(): void;
}

/** Filters that live in the page's address: a reload, Back and a shared link lead to the same list. Called where a page is made. */
export function filtersOf<const Name extends string>(...names: readonly Name[]): Filters<Name> {
  const router = inject(Router);
  const route = inject(ActivatedRoute);
  const query = toSignal(route.queryParamMap, { requireSync: true });
  const values = computed(() => Object.fromEntries(names.map((name) => [name, query().get(name) ?? ''])) as Record<Name, string>, {
    // Another part of the address changed: the list is the same.
    equal: (a, b) => names.every((name) => a[name] === b[name]),
  });
  const set = (changed: Partial<Record<Name, string>>): void => {
    const queryParams = Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, value === '' ? null : value]));
    void router.navigate([], { relativeTo: route, queryParams, queryParamsHandling: 'merge', replaceUrl: true, scroll: 'manual' });
  };
  return {
    values,
    count: computed(() => names.filter((name) => values()[name] !== '').length),
    set,
    clear: () => set(Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>),
  };
}

/** What a field or a list of choices holds. */
export function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
