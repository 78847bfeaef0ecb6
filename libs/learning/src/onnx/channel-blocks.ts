import { InferenceSession, Tensor } from '@numera/recognition';
import { Graph } from './graph';
import { BLOCKED_DOMAIN } from './schema';

let known: Promise<number> | undefined;

/**
 * How many channels ONNX Runtime lays side by side on this processor (16 with AVX-512, 8 with AVX), or 0 where it has no such layout. It
 * keeps that number to itself, so this reorders one small picture and looks where its second value went.
 */
export function channelBlock(): Promise<number> {
  return (known ??= probe().catch(() => 0));
}

async function probe(): Promise<number> {
  const [channels, width] = [64, 2];
  const graph = new Graph('probe');
  const picture = graph.input('picture', [1, channels, 1, width]);
  graph.output('blocked', graph.op('ReorderInput', [picture], {}, BLOCKED_DOMAIN), [1, channels, 1, width]);
  const session = await InferenceSession.create(graph.encode(), { executionProviders: ['cpu'], logSeverityLevel: 4 });
  try {
    const values = Float32Array.from({ length: channels * width }, (_, i) => i);
    const { blocked } = await session.run({ picture: new Tensor('float32', values, [1, channels, 1, width]) });
    const block = blocked?.data instanceof Float32Array ? blocked.data.indexOf(1) : 0;
    // A block of one channel is the usual layout under another name.
    return block > 1 && channels % block === 0 ? block : 0;
  } finally {
    await session.release();
  }
}
