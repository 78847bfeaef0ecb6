import { inject, Injectable } from '@angular/core';
import { Api } from '../http/api';
import { Failure } from '../http/failure';

/** A passkey as the server lists it. */
export interface Passkey {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: string | null;
}

/** Passkeys of this browser and this installation (WebAuthn level 3: the browser reads and writes the JSON itself). */
@Injectable({ providedIn: 'root' })
export class Passkeys {
  private readonly api = inject(Api);
  /** Whether the browser has them, and the address is one where it allows them. */
  readonly areThere =
    window.isSecureContext && 'PublicKeyCredential' in window && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

  /** Signs in with one of the person's passkeys. */
  async signIn(): Promise<void> {
    const options = await this.api.get<PublicKeyCredentialRequestOptionsJSON>('/api/auth/passkey/generate-authenticate-options');
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const response = await credential(navigator.credentials.get({ publicKey }));
    await this.api.post('/api/auth/passkey/verify-authentication', { response });
  }

  /** Makes a passkey in this browser, or on a device that it reaches, and tells the server under a name. */
  async add(name: string): Promise<void> {
    const options = await this.api.get<PublicKeyCredentialCreationOptionsJSON>('/api/auth/passkey/generate-register-options');
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const response = await credential(navigator.credentials.create({ publicKey }));
    await this.api.post('/api/auth/passkey/verify-registration', { response, name });
  }

  list(): Promise<Passkey[]> {
    return this.api.get<Passkey[]>('/api/auth/passkey/list-user-passkeys');
  }

  remove(id: string): Promise<void> {
    return this.api.post('/api/auth/passkey/delete-passkey', { id });
  }
}

/** What the browser made or found, as JSON. The browser does not say why it did not: mostly because the person closed its window. */
async function credential(asked: Promise<Credential | null>): Promise<object> {
  const found = await asked.catch((error: unknown) => {
    throw new Failure(error instanceof DOMException && error.name === 'InvalidStateError' ? 'passkey_known' : 'passkey_cancelled', 0);
  });
  if (!(found instanceof PublicKeyCredential)) throw new Failure('passkey_cancelled', 0);
  return found.toJSON() as object;
}
