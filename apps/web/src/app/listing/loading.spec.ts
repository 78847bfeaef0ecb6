import { type Fetch, type Loaded, Loading, type Page } from './loading';

const page = (items: string[], nextCursor: string | null = null): Page<string> => ({ items, nextCursor });

/** A list and what it last showed. */
function list(): { loading: Loading<string>; shown: () => Loaded<string> | undefined } {
  let last: Loaded<string> | undefined;
  return { loading: new Loading((loaded) => (last = loaded)), shown: () => last };
}

/** A question that is answered by hand, whenever. */
function asked(): { fetch: Fetch<string>; answer: (page: Page<string>) => void } {
  let answer: (page: Page<string>) => void = () => undefined;
  const answered = new Promise<Page<string>>((resolve) => (answer = resolve));
  return { fetch: () => answered, answer: (given) => answer(given) };
}

describe('a list that comes in pages', () => {
  it('grows by the next page, whose cursor it was given', async () => {
    const { loading, shown } = list();
    const cursors: (string | null)[] = [];
    await loading.ask((cursor) => {
      cursors.push(cursor);
      return Promise.resolve(cursor === null ? page(['a', 'b'], 'after-b') : page(['c']));
    });
    expect(shown()).toEqual({ items: ['a', 'b'], cursor: 'after-b', state: 'ready', failure: null });
    await loading.more();
    expect(shown()).toEqual({ items: ['a', 'b', 'c'], cursor: null, state: 'ready', failure: null });
    expect(cursors).toEqual([null, 'after-b']);
  });

  it('shows the answer to the latest question, whichever comes last', async () => {
    const { loading, shown } = list();
    const [early, late] = [asked(), asked()];
    const both = [loading.ask(early.fetch), loading.ask(late.fetch)];
    late.answer(page(['new']));
    early.answer(page(['old']));
    await Promise.all(both);
    expect(shown()?.items).toEqual(['new']);
  });

  it('keeps what it has while another question is asked', async () => {
    const { loading, shown } = list();
    await loading.ask(() => Promise.resolve(page(['a'])));
    void loading.ask(asked().fetch);
    expect(shown()).toMatchObject({ items: ['a'], state: 'loading' });
  });

  it('keeps what it has when the next page fails, and asks for that page again', async () => {
    const { loading, shown } = list();
    let isDown = false;
    await loading.ask((cursor) =>
      isDown ? Promise.reject(new Error('down')) : Promise.resolve(cursor ? page(['b']) : page(['a'], 'after-a')),
    );
    isDown = true;
    await loading.more();
    expect(shown()).toMatchObject({ items: ['a'], state: 'failed', failure: new Error('down') });
    isDown = false;
    await loading.more();
    expect(shown()).toMatchObject({ items: ['a', 'b'], state: 'ready', failure: null });
  });

  it('shows nothing of an earlier question when the new one fails', async () => {
    const { loading, shown } = list();
    await loading.ask(() => Promise.resolve(page(['a'], 'after-a')));
    await loading.ask(() => Promise.reject(new Error('down')));
    expect(shown()).toMatchObject({ items: [], cursor: null, state: 'failed' });
  });

  it('puts something else in the place of one item, or nothing', async () => {
    const { loading, shown } = list();
    await loading.ask(() => Promise.resolve(page(['a', 'b', 'c'])));
    loading.replace((item) => item === 'b', 'B');
    loading.replace((item) => item === 'a', null);
    expect(shown()?.items).toEqual(['B', 'c']);
  });
});
