import { EventEmitter } from 'node:events';
import type { Request } from 'express';
import { Problem } from './problem';
import { UploadRoom } from './upload-room';

function request(length?: number): Request & { readonly answered: () => void } {
  const res = new EventEmitter();
  const headers = length === undefined ? {} : { 'content-length': String(length) };
  return { headers, res, resume: () => undefined, answered: () => res.emit('close') } as unknown as ReturnType<typeof request>;
}

describe('room for uploads', () => {
  it('is bounded, and free again when an answer is sent', () => {
    const room = new UploadRoom(1_000_000);
    const first = request(600_000);
    room.take(first, 10_000_000);
    const tooMuch = () => room.take(request(600_000), 10_000_000);
    expect(tooMuch).toThrow(Problem);
    expect(tooMuch).toThrow(expect.objectContaining({ status: 503, code: 'busy', details: { headers: { 'Retry-After': '1' } } }));
    room.take(request(100_000), 10_000_000);
    first.answered();
    expect(tooMuch).not.toThrow();
  });

  it('counts a body of unknown length as the largest, a longer one as that, an empty one as its buffers', () => {
    const room = new UploadRoom(1_000_000);
    expect(() => room.take(request(), 1_000_001)).toThrow(Problem);
    room.take(request(2_000_000), 900_000);
    room.take(request(0), 900_000);
    expect(() => room.take(request(0), 900_000)).toThrow(Problem);
  });
});
