import { loadConfig } from '@numera/config';
import { idxOf, temporaryFolder } from '@numera/testing';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { MNIST_FILES } from '../mnist/files';
import { runProgram } from '../program';

/** Runs the command in this process; what it wrote comes back. */
async function doctor(args: readonly string[], env: Record<string, string> = {}) {
  const [out, log] = [new PassThrough(), new PassThrough()];
  const surroundings = { out, log, folder: tmpdir(), config: loadConfig(env), signal: new AbortController().signal };
  const code = await runProgram(['doctor', ...args], '0.0.0', surroundings);
  return { code, out: String(out.read() ?? ''), log: String(log.read() ?? '') };
}

interface Report {
  readonly ok: boolean;
  readonly sections: readonly {
    readonly findings: readonly { readonly name: string; readonly state: string; readonly detail: string }[];
  }[];
}
const byName = (json: string) =>
  new Map((JSON.parse(json) as Report).sections.flatMap(({ findings }) => findings).map((one) => [one.name, one]));

describe('numera doctor', () => {
  it('finds every engine, device and part, or says why not', async () => {
    const { code, out, log } = await doctor(['--json'], { MNIST_DIR: 'nowhere' });
    expect({ code, log }).toEqual({ code: 0, log: '' });
    expect(out.split('\n')).toHaveLength(2);
    const findings = byName(out);
    expect([...findings.keys()]).toEqual(
      'node cpu memory disk onnx-cpu onnx-cuda tfjs tfjs-node tfjs-node-gpu model line-model images mnist'.split(' '),
    );
    expect(findings.get('onnx-cpu')).toMatchObject({ state: 'ok', detail: expect.stringMatching(/ONNX Runtime \d+\.\d+.*ms/) });
    expect(findings.get('images')?.detail).toMatch(/png, jpeg/);
    expect(findings.get('mnist')).toMatchObject({ state: 'missing', detail: expect.stringContaining('nowhere') });
    for (const { detail } of findings.values()) expect(detail).not.toBe('');
  });

  it('finds MNIST where it was fetched to', async () => {
    const data = await temporaryFolder('doctor');
    try {
      await mkdir(join(data.path, 'mnist'));
      for (const { name } of MNIST_FILES) {
        const shape = name.includes('images') ? [3, 1, 1] : [3];
        await writeFile(join(data.path, 'mnist', name), idxOf(shape, new Uint8Array(3)));
      }
      const mnist = byName((await doctor(['--json'], { NUMERA_DATA: data.path })).out).get('mnist');
      expect(mnist).toMatchObject({ state: 'ok', detail: `3 images to learn from and 3 to test on in ${join(data.path, 'mnist')}` });
    } finally {
      await data.remove();
    }
  });

  it.each(['NUMERA_MODEL', 'NUMERA_LINE_MODEL'])('exits with 1 when what Numera needs is not there: %s', async (name) => {
    const { code, out } = await doctor([], { [name]: 'no/such/model' });
    expect(code).toBe(1);
    expect(out).toMatch(/NO {2}(line-)?model +.*no\/such\/model is not a model folder/);
    expect(out).toContain('Numera lacks something');
  });
});
