import { tensorflowStates, type PackageProbe, type TensorflowPackage } from './tensorflow';

const probe = (versions: Partial<Record<TensorflowPackage, string>>, failure: string | null = null, nodeMajor = 22): PackageProbe => ({
  nodeMajor,
  versionOf: (name) => versions[name] ?? null,
  failureOf: (name) => Promise.resolve(name === '@tensorflow/tfjs' ? null : failure),
});

describe('the forms of TensorFlow.js', () => {
  test('that load are usable, the others come with the command that installs them', async () => {
    const [plain, native, gpu] = await tensorflowStates(probe({ '@tensorflow/tfjs': '4.22.0', '@tensorflow/tfjs-node': '4.22.0' }));
    expect(plain).toEqual({ name: '@tensorflow/tfjs', isUsable: true, version: '4.22.0' });
    expect(native).toMatchObject({ isUsable: true });
    expect(gpu).toMatchObject({
      isUsable: false,
      reason: 'not installed',
      remedy: 'npm install --no-save @tensorflow/tfjs-node-gpu@4.22.0',
    });
  });
  test('of which tfjs-node has a second way, where its own download is refused', async () => {
    const [, native] = await tensorflowStates(probe({}));
    expect(native).toMatchObject({ remedy: 'npm install --no-save @tensorflow/tfjs-node@4.22.0, or node tools/tfjs-node.mjs' });
  });
  test('a binding that does not load is told with its reason', async () => {
    const [, native] = await tensorflowStates(probe({ '@tensorflow/tfjs-node': '4.22.0' }, 'Error: libtensorflow.so.2 is missing'));
    expect(native).toMatchObject({
      isUsable: false,
      reason: expect.stringContaining('libtensorflow'),
      remedy: expect.stringContaining('rebuild'),
    });
  });
  test('on a Node that is too new for it, the remedy is another Node', async () => {
    const [plain, native] = await tensorflowStates(
      probe({ '@tensorflow/tfjs': '4.22.0', '@tensorflow/tfjs-node': '4.22.0' }, 'TypeError: x', 24),
    );
    expect(plain).toMatchObject({ isUsable: true });
    expect(native).toMatchObject({ isUsable: false, remedy: expect.stringContaining('Node 22') });
  });
});
