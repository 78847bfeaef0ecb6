import { problem, readiness } from '@numera/contracts';
import { z } from 'zod';
import type { Answer, Attack } from './wire';

const compatible = z.strictObject({ status: z.literal('error'), error: z.string().min(1) });
/** Addresses of the earlier applications, whose clients know no problem documents. */
const COMPATIBLE = /^\/(?:predict|recogni[sz]e(?:-upload)?)(?:[/?]|$)/;

const READY = /^\/health\/ready(?:\?|$)/;

/** What is wrong with an answer to a hostile request; undefined when it is a refusal as it should be, or no refusal. */
export function faultOf({ path }: Attack, { status, type, requestId, body }: Answer): string | undefined {
  // Readiness is what this says, and a busy machine may lack it for a moment.
  if (status === 503 && READY.test(path) && isAnswer(readiness, body)) return undefined;
  if (status >= 500 || status < 200) return `status ${status}: ${body.slice(0, 300)}`;
  if (/root:x:|\/node_modules\/|at \w+ \(.*:\d+:\d+\)/.test(body) && !type.startsWith('text/html'))
    return `tells of its inside: ${body.slice(0, 300)}`;
  if (status < 400) return undefined;
  if (COMPATIBLE.test(path) && isAnswer(compatible, body)) return undefined;
  if (!type.startsWith('application/problem+json')) return `${status} as ${type || 'nothing'}: ${body.slice(0, 300)}`;
  const parsed = problem.safeParse(parsedJson(body));
  if (!parsed.success) return `${status} without a problem document: ${body.slice(0, 300)}`;
  return parsed.data.status === status && parsed.data.requestId === requestId ? undefined : `a document of something else: ${body}`;
}

/** What is wrong with the bytes that came back on a bare connection. */
export function rawFaultOf(answer: string, status: number): string | undefined {
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  if (!head.startsWith(`HTTP/1.1 ${status} `)) return `not ${status}: ${answer.slice(0, 300)}`;
  if (!/^content-type: application\/problem\+json/im.test(head)) return `no problem document: ${answer.slice(0, 300)}`;
  const parsed = problem.safeParse(parsedJson(rest.join('\r\n\r\n')));
  return parsed.success && parsed.data.status === status ? undefined : `a document of something else: ${answer.slice(0, 500)}`;
}

function isAnswer(shape: z.ZodType, body: string): boolean {
  return shape.safeParse(parsedJson(body)).success;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
