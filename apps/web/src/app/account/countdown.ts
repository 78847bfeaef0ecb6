import { DestroyRef, inject, type Signal, signal } from '@angular/core';

/** Seconds that go by, shown on the page. */
export interface Countdown {
  readonly leftS: Signal<number>;
  start(seconds: number): void;
}

/** A countdown that ends with the component that made it. */
export function countdown(): Countdown {
  const leftS = signal(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => clearInterval(timer);
  inject(DestroyRef).onDestroy(stop);
  return {
    leftS,
    start(seconds) {
      stop();
      const end = Date.now() + seconds * 1000;
      leftS.set(seconds);
      timer = setInterval(() => {
        leftS.set(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
        if (leftS() === 0) stop();
      }, 1000);
    },
  };
}
