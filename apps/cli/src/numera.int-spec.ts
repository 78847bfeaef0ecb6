import { cliFolder } from '@numera/testing';

const { numera } = cliFolder();

describe('numera', () => {
  it('prints its version and its help', async () => {
    expect(await numera(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), log: '' });
    const help = await numera(['--help']);
    expect(help).toMatchObject({ code: 0, log: '' });
    for (const name of ['predict', 'evaluate', 'train']) expect(help.out).toContain(name);
    expect((await numera(['evaluate', '--help'])).out).toContain('--folder DIR');
  });

  it('exits with 2 when it is called wrongly', async () => {
    expect(await numera(['predict', 'a.png', '--loud'])).toMatchObject({ code: 2, out: '', log: expect.stringContaining('Usage: numera') });
  });
});
