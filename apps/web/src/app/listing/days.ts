/** The first moment of a day (`2026-11-21`) where the visitor is, as the server takes it; blank for a blank. */
export function startOf(day: string): string {
  return day === '' ? '' : isoOr('', new Date(`${day}T00:00:00`));
}

/** The first moment after a day: a filter up to a day includes all of it. */
export function endOf(day: string): string {
  if (day === '') return '';
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return isoOr('', end);
}

/** An address may hold anything: what is no day is no filter. */
const isoOr = (other: string, date: Date): string => (Number.isNaN(date.getTime()) ? other : date.toISOString());
