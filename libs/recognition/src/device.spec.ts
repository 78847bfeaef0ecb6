import { startOn, type Provider } from './device';

/** A machine whose graphics card does not start. */
const withoutCuda = async (provider: Provider): Promise<string> => {
  if (provider === 'cuda') throw new Error('libcublasLt.so.12: cannot open shared object file\nand much more');
  return `session on ${provider}`;
};

describe('a device', () => {
  it('that is CUDA and starts is used', async () => {
    const { started, provider } = await startOn({ device: 'cuda' }, async (name) => `session on ${name}`);
    expect([started, provider]).toEqual(['session on cuda', 'cuda']);
  });

  it('that is CUDA and does not start gives way to the CPU with one line that says why', async () => {
    const lines: string[] = [];
    const { started, provider } = await startOn({ device: 'cuda', onFallback: (line) => lines.push(line) }, withoutCuda);
    expect([started, provider]).toEqual(['session on cpu', 'cpu']);
    expect(lines).toEqual(['CUDA cannot be used here, so the CPU computes: libcublasLt.so.12: cannot open shared object file']);
  });

  it('that must be CUDA is an error without it', async () => {
    await expect(startOn({ device: 'cuda' }, withoutCuda)).rejects.toThrow('libcublasLt');
  });

  it('that is the CPU never tries CUDA', async () => {
    const tried: Provider[] = [];
    await startOn({ device: 'cpu' }, async (name) => void tried.push(name));
    expect(tried).toEqual(['cpu']);
  });
});
