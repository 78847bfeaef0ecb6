import { loadConfig } from '@numera/config';
import { PassThrough } from 'node:stream';
import { runProgram } from './program';

/** Runs the program in this process; what it wrote comes back. */
async function numera(args: readonly string[]) {
  const [out, log] = [new PassThrough(), new PassThrough()];
  const surroundings = { out, log, folder: '/nowhere', config: loadConfig({}), signal: new AbortController().signal };
  const code = await runProgram(args, '0.0.0', surroundings);
  return { code, out: String(out.read() ?? ''), log: String(log.read() ?? '') };
}

describe('numera', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['guess']],
    ['an unknown option', ['predict', 'a.png', '--loud']],
    ['no file', ['predict']],
    ['an explanation that is not shown', ['predict', 'a.png', '--explain']],
    ['an option without its value', ['evaluate', '--folder']],
    ['half a pair of IDX files', ['evaluate', '--images', 'a']],
    ['two sources', ['evaluate', '--folder', 'set', '--images', 'a', '--labels', 'b']],
    ['a limit of none', ['evaluate', '--folder', 'set', '--limit', '0']],
    ['an error of all', ['evaluate', '--folder', 'set', '--target-error', '1']],
    ['no recipe', ['train']],
    ['no folder to make', ['finetune', '--folder', 'set']],
    ['no folder to write to', ['data', 'synth', 'strings']],
    ['no file to write', ['data', 'preview']],
    ['an address that is none', ['admin', 'link', '--url', 'notaurl']],
    ['an address without its scheme', ['admin', 'link', '--url', 'localhost:3000']],
    ['more days than calendars have', ['admin', 'key', 'create', '--user', 'ada', '--days', '9999999999999']],
    ['a seed that is no number, before anything is fetched', ['certify', '--out', 'x', '--seed', 'abc']],
    ['no negatives', ['evaluate', '--folder', 'set', '--negatives', '0']],
  ])('says how it is used and exits with 2 for %s', async (_, args) => {
    const { code, out, log } = await numera(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(log).toContain('Usage: numera');
  });

  it.each([
    ['train', '--recipe', 's1'],
    ['certify', '--out', 'x'],
    ['finetune', '--folder', 'set', '--out', 'x'],
  ])('knows a number of threads, in %s too, but not any', async (...args) => {
    const { code, log } = await numera([...args, '--threads', '65']);
    expect({ code, log }).toEqual({ code: 2, log: expect.stringContaining('--threads must be a whole number from 1 to 64') });
  });
});
