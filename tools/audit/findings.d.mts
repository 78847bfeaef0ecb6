export interface Exception {
  readonly id: string;
  readonly package: string;
  readonly reason: string;
  /** The last day on which it holds. */
  readonly until: string;
}

export interface Finding {
  readonly id: string;
  readonly name: string;
  readonly severity: string;
  readonly title: string;
  readonly url: string;
}

export interface Sorted {
  readonly unanswered?: string;
  readonly open?: readonly Finding[];
  readonly excepted?: readonly (Finding & Pick<Exception, 'reason' | 'until'>)[];
  readonly idle?: readonly Exception[];
}

export function sortFindings(report: unknown, exceptions: readonly Exception[], today: string): Sorted;
