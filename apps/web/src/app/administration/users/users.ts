import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { User } from '@numera/contracts';
import { drawerByAddress } from '../../drawer/drawer';
import { Api } from '../../http/api';
import { filtersOf, valueOf } from '../../listing/filters';
import { Listing } from '../../listing/listing';
import { Moment } from '../../listing/moment';
import type { Page } from '../../listing/loading';
import { Pages } from '../../listing/pages';
import { SearchField } from '../../listing/search-field';
import { CsvLink } from '../csv-link';
import { AdministrationNavigation } from '../navigation';
import { OpenedUser } from './opened-user';
import { ROLE_FILTERS, rolesOf, SORTABLE, type Sort, sortedBy, SORTS, statusOf, STATUSES } from './user-list';

/** Everyone with an account, for the installation's administrators. */
@Component({
  selector: 'numera-users',
  imports: [TranslocoDirective, AdministrationNavigation, CsvLink, Listing, Moment, SearchField],
  templateUrl: './users.html',
  styleUrl: './users.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Users {
  private readonly api = inject(Api);
  protected readonly filters = filtersOf('search', 'role', 'status', 'sort');
  protected readonly pages = new Pages<User>();
  /** The filters that leave people out; the order does not. */
  protected readonly isFiltered = computed(() => {
    const { search, role, status } = this.filters.values();
    return [search, role, status].some((value) => value !== '');
  });
  protected readonly sort = computed<Sort>(() => SORTS.find((sort) => sort === this.filters.values().sort) ?? '-createdAt');
  protected readonly open = drawerByAddress((id) => ({
    content: OpenedUser,
    data: { id, changed: (user: User | null) => this.pages.replace((shown) => shown.id === id, user) },
    width: '36rem',
  }));
  protected readonly roleFilters = ROLE_FILTERS;
  protected readonly statuses = STATUSES;
  protected readonly sorts = SORTS;
  protected readonly sortable = SORTABLE;
  protected readonly rolesOf = rolesOf;
  protected readonly statusOf = statusOf;
  protected readonly valueOf = valueOf;

  constructor() {
    effect(() => {
      const query = this.filters.values();
      untracked(() => void this.pages.ask((cursor) => this.api.get<Page<User>>('/api/v1/users', { ...query, cursor: cursor ?? '' })));
    });
  }

  protected sortBy(column: (typeof SORTABLE)[number]): void {
    this.filters.set({ sort: sortedBy(column, this.sort()) });
  }

  protected directionOf(column: string): 'ascending' | 'descending' | null {
    if (this.sort() === column) return 'ascending';
    return this.sort() === `-${column}` ? 'descending' : null;
  }
}
