import { pageOf } from './page';

describe('a page of a list', () => {
  const page = (rows: readonly number[]) =>
    pageOf(
      rows,
      2,
      (n) => ({ n }),
      ({ n }) => `after ${n}`,
    );

  it('goes on after its last item when there was one row more', () =>
    expect(page([1, 2, 3])).toEqual({ items: [{ n: 1 }, { n: 2 }], nextCursor: 'after 2' }));

  it.each([[[]], [[1]], [[1, 2]]])('is the last one when there was none: %j', (rows: number[]) =>
    expect(page(rows)).toEqual({ items: rows.map((n) => ({ n })), nextCursor: null }),
  );
});
