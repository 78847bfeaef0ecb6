import { STATUS_CODES } from 'node:http';

export interface ProblemDetails {
  /** Headers to send along, such as Retry-After. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly predictionId?: string;
  readonly errors?: readonly { path: string; message: string }[];
}

/** A refusal the caller is told about: an HTTP status, a stable code and a sentence for people. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: ProblemDetails = {},
  ) {
    super(message);
  }

  /** The RFC 9457 document of this problem. */
  document(requestId: string): Record<string, unknown> {
    const { predictionId, errors } = this.details;
    return {
      type: `urn:numera:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.message,
      code: this.code,
      requestId,
      ...(predictionId === undefined ? {} : { predictionId }),
      ...(errors === undefined ? {} : { errors }),
    };
  }
}
