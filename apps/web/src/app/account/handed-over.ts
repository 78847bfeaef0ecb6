import { Location } from '@angular/common';
import { inject } from '@angular/core';

/** What one page hands to the next beside the address; it survives a reload and is in nobody's log. */
export interface HandedOver {
  /** The address that was just written, so that it need not be written again. */
  readonly email?: string;
  /** Whether a mail has just been sent to it. */
  readonly isSent?: boolean;
  /** What to tell on arrival: a key under `signIn.notice`. */
  readonly notice?: 'ended' | 'unconfirmed' | 'confirmed' | 'passwordChanged' | 'administratorMade';
}

/** What the page before handed over; nothing where there was none. */
export function handedOver(): HandedOver {
  return (inject(Location).getState() as HandedOver | null) ?? {};
}
