import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { failureOf } from './failure-of';

/** Parameters of an address; those that are undefined or empty are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Asks the server in JSON; a refusal, or no answer, rejects with a `Failure`. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);

  get<Answer>(path: string, query: Query = {}): Promise<Answer> {
    const params = Object.fromEntries(
      Object.entries(query).filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined && entry[1] !== ''),
    );
    return settled(this.http.get<Answer>(path, { params }));
  }

  post<Answer = void>(path: string, body: object = {}): Promise<Answer> {
    return settled(this.http.post<Answer>(path, body));
  }

  put<Answer = void>(path: string, body: object): Promise<Answer> {
    return settled(this.http.put<Answer>(path, body));
  }

  patch<Answer = void>(path: string, body: object): Promise<Answer> {
    return settled(this.http.patch<Answer>(path, body));
  }

  delete<Answer = void>(path: string): Promise<Answer> {
    return settled(this.http.delete<Answer>(path));
  }
}

async function settled<Answer>(asked: Observable<Answer>): Promise<Answer> {
  try {
    return await firstValueFrom(asked);
  } catch (error) {
    throw failureOf(error);
  }
}
