import type { ModelCard } from '@numera/contracts';
import { GLYPH_SIDE, GLYPH_SIZE } from '@numera/vision';
import { createSession, Tensor, type InferenceSession } from './onnx-runtime';
import { startOn, type DeviceSettings, type Provider } from './device';
import type { Network, Networks } from './modes';

/** A model that cannot be used as its card says: broken bytes, another input or output, a device that is not there. */
export class ModelError extends Error {}

/** One model version, ready to answer. */
export interface Model extends Networks {
  /** Where it really runs. */
  readonly device: Provider;
  /**
   * Logits of n glyphs, n x labels. Takes a list of 784-value glyphs, or n x 784 values in one array.
   * ONNX Runtime computes on the calling thread: the promise settles when the event loop is free again.
   * Throws RangeError when the values are not whole glyphs.
   */
  run(glyphs: readonly Float32Array[] | Float32Array): Promise<Float32Array>;
  /** Frees the sessions; the model answers no more. */
  close(): Promise<void>;
}

export interface ModelFiles {
  readonly onnx: Uint8Array;
  readonly card: ModelCard;
  /** The networks of the card's `accurate.members`, in their order. */
  readonly members?: readonly Uint8Array[];
}

export interface SessionSettings extends DeviceSettings {
  /** Threads of one run; default 1, because a service has many sessions and other work. */
  readonly threads?: number;
}

/**
 * Starts a session for a model and proves with one blank glyph that the network's output fits the card's labels. Its members, if it has any, start
 * when they are first asked. Throws ModelError.
 */
export async function openModel(files: ModelFiles, settings: SessionSettings = {}): Promise<Model> {
  const { card } = files;
  const { session, device } = await startNetwork(files.onnx, card, settings);
  const run = async (glyphs: readonly Float32Array[] | Float32Array): Promise<Float32Array> => computeAll(session, card, pack(glyphs));
  const members = (files.members ?? []).map((onnx) => laterNetwork(onnx, card, settings));
  return {
    card,
    device,
    run,
    networks: [run, ...members.map((member) => member.run)],
    close: async () => {
      await Promise.all([session.release(), ...members.map((member) => member.close())]);
    },
  };
}

async function startNetwork(onnx: Uint8Array, card: ModelCard, settings: SessionSettings) {
  const started = await startSession(onnx, settings);
  const { session } = started;
  try {
    if (!session.inputNames.includes(card.input.name)) {
      throw new ModelError(`model ${card.version} has no input called ${card.input.name}, only ${session.inputNames.join(', ')}`);
    }
    if (!session.outputNames.includes(card.output.name)) {
      throw new ModelError(`model ${card.version} has no output called ${card.output.name}, only ${session.outputNames.join(', ')}`);
    }
    await compute(session, card, new Float32Array(GLYPH_SIZE));
  } catch (error) {
    await session.release();
    throw error instanceof ModelError ? error : new ModelError(`model ${card.version} does not run`, { cause: error });
  }
  return started;
}

/** A network that starts when it is first asked: most requests are answered by the first one of a model alone. */
function laterNetwork(onnx: Uint8Array, card: ModelCard, settings: SessionSettings): { run: Network; close(): Promise<void> } {
  let starting: Promise<InferenceSession> | undefined;
  const start = async (): Promise<InferenceSession> => {
    try {
      return (await startNetwork(onnx, card, settings)).session;
    } catch (error) {
      // What failed for want of memory, say, may start the next time.
      starting = undefined;
      throw error;
    }
  };
  const session = (): Promise<InferenceSession> => (starting ??= start());
  return {
    run: async (glyphs) => computeAll(await session(), card, pack(glyphs)),
    close: async () => (await starting?.catch(() => undefined))?.release(),
  };
}

async function startSession(onnx: Uint8Array, settings: SessionSettings) {
  let isOnCuda = false;
  try {
    const { started: session, provider: device } = await startOn(settings, (provider) => {
      isOnCuda = provider === 'cuda';
      return createSession(onnx, provider, settings.threads);
    });
    return { session, device };
  } catch (error) {
    const what = isOnCuda ? 'CUDA was asked for and cannot be used here' : 'these bytes are not a model that ONNX Runtime can load';
    throw new ModelError(what, { cause: error });
  }
}

/** Glyphs in one run of the network: more at once are no faster, and what the layers hand on would fill gigabytes. */
const MOST_AT_ONCE = 512;

async function computeAll(session: InferenceSession, card: ModelCard, values: Float32Array): Promise<Float32Array> {
  const most = MOST_AT_ONCE * GLYPH_SIZE;
  if (values.length <= most) return compute(session, card, values);
  const logits = new Float32Array((values.length / GLYPH_SIZE) * card.labels.length);
  for (let at = 0, to = 0; at < values.length; at += most) {
    const part = await compute(session, card, values.subarray(at, at + most));
    logits.set(part, to);
    to += part.length;
  }
  return logits;
}

async function compute(session: InferenceSession, card: ModelCard, values: Float32Array): Promise<Float32Array> {
  const count = values.length / GLYPH_SIZE;
  if (!Number.isInteger(count)) throw new RangeError(`glyphs have ${GLYPH_SIZE} values each, got ${values.length} in all`);
  if (count === 0) return new Float32Array(0);
  const input = new Tensor('float32', values, [count, 1, GLYPH_SIDE, GLYPH_SIDE]);
  const output = (await session.run({ [card.input.name]: input }, [card.output.name]))[card.output.name];
  if (output === undefined || !(output.data instanceof Float32Array)) throw new ModelError(`${card.output.name} is not a float32 tensor`);
  if (output.data.length !== count * card.labels.length) {
    throw new ModelError(
      `model ${card.version} answers with ${output.data.length / count} values a glyph; its card has ${card.labels.length} labels`,
    );
  }
  return output.data;
}

function pack(glyphs: readonly Float32Array[] | Float32Array): Float32Array {
  if (glyphs instanceof Float32Array) return glyphs;
  const packed = new Float32Array(glyphs.length * GLYPH_SIZE);
  glyphs.forEach((glyph, i) => {
    if (glyph.length !== GLYPH_SIZE) throw new RangeError(`glyph ${i} has ${glyph.length} values instead of ${GLYPH_SIZE}`);
    packed.set(glyph, i * GLYPH_SIZE);
  });
  return packed;
}
