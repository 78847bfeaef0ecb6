import type { Prediction, Problem } from '@numera/contracts';

/** An image that was read, or one that was refused with a stable code; anything else is thrown. */
export type Answer =
  | { readonly kind: 'read'; readonly prediction: Prediction }
  | { readonly kind: 'refused'; readonly code: string; readonly errors?: Problem['errors'] };

/** How long the server is asked to wait before it answers 202, ms. */
const WAIT_MS = 15_000;
/** How long a pending prediction is asked after, and how often, ms. */
const GIVE_UP_MS = 45_000;
const ASK_EVERY_MS = 500;

/** The way to the server's predictions. `ask` is the browser's fetch; `pause` waits some ms. */
export class PredictionClient {
  constructor(
    private readonly ask: typeof fetch,
    private readonly pause: (ms: number) => Promise<void>,
  ) {}

  /** Sends one image as it is, with how it is to be read, and waits for its reading. Throws when the server fails, does not answer, or takes too long. */
  async read(image: Blob, name: string, query: Readonly<Record<string, string>>): Promise<Answer> {
    const form = new FormData();
    form.append('image', image, name);
    const response = await this.ask(`/api/v1/predictions?${new URLSearchParams({ wait: String(WAIT_MS), ...query })}`, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
    });
    if (!response.ok) return refusal(response);
    const prediction = (await response.json()) as Prediction;
    return (
      settled(prediction) ?? (await this.follow(response.headers.get('location') ?? `/api/v1/predictions/${prediction.id}`, prediction))
    );
  }

  /** The picture of a prediction as the server shows it, upright, at most 2048 pixels a side. Null when it is gone or not ours. */
  async picture({ id, token }: Prediction): Promise<Blob | null> {
    const response = await this.ask(`/api/v1/predictions/${id}/image`, { headers: token ? { 'x-prediction-token': token } : {} });
    return response.ok ? response.blob() : null;
  }

  /** Asks after a pending prediction until it is done. */
  private async follow(location: string, { token }: Prediction): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'application/json', ...(token ? { 'x-prediction-token': token } : {}) };
    for (let waitedMs = 0; waitedMs < GIVE_UP_MS; waitedMs += ASK_EVERY_MS) {
      await this.pause(ASK_EVERY_MS);
      const response = await this.ask(location, { headers });
      if (!response.ok) return refusal(response);
      // The token is given once, with the first answer.
      const answer = settled({ ...((await response.json()) as Prediction), ...(token && { token }) });
      if (answer) return answer;
    }
    throw new Error('The prediction is still pending.');
  }
}

/** The way to the server that this page came from. */
export const browserClient = (): PredictionClient =>
  new PredictionClient(
    (input, init) => fetch(input, init),
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  );

function settled(prediction: Prediction): Answer | null {
  if (prediction.status === 'pending') return null;
  if (prediction.status === 'done') return { kind: 'read', prediction };
  if (!prediction.error || prediction.error.code === 'internal') throw new Error(prediction.error?.message ?? 'The prediction failed.');
  return { kind: 'refused', code: prediction.error.code };
}

/** A refusal (4xx) says what is wrong with the image or with a field of the query; a fault of the server (5xx) is no answer. */
async function refusal(response: Response): Promise<Answer> {
  if (response.status >= 500) throw new Error(`The server answered ${response.status}.`);
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return { kind: 'refused', code: problem.code ?? 'other', ...(problem.errors && { errors: problem.errors }) };
}
