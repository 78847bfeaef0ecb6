import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '@numera/testing';

const DIST = join(__dirname, '..', 'dist', 'index.js');
const SHIPPED = join(__dirname, '../../../models/digits');
const PROGRAM = `
  const { openModel, readModelFolder } = require(${JSON.stringify(DIST)});
  readModelFolder(${JSON.stringify(SHIPPED)}).then(openModel).then((model) => model.run(new Float32Array(784)));
`;

test('a program that reads a digit leaves no trace of ONNX Runtime in the home folder', async () => {
  const home = await temporaryFolder('home');
  try {
    // Its telemetry is silent by itself where CI is set, which would make this test pass for nothing.
    const env = { PATH: process.env['PATH'], HOME: home.path, USERPROFILE: home.path };
    await promisify(execFile)(process.execPath, ['-e', PROGRAM], { env });
    expect(await readdir(home.path)).toEqual([]);
  } finally {
    await home.remove();
  }
});
