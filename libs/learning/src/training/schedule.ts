import type { Recipe } from '../recipe';

/** One cycle starts at this share of the highest rate and ends at a ten-thousandth of that start (Smith and Topin 2018). */
const CYCLE_START = 1 / 25;
const CYCLE_END = CYCLE_START / 10_000;

/** Learning rate of step `step` (from 0) of `steps`: up over the warm-up's share of all steps, then down as the schedule says. */
export function learningRateAt({ learningRate, schedule, warmUp }: Recipe['optimiser'], step: number, steps: number): number {
  const rising = Math.round(warmUp * steps);
  const share = (step - rising) / (steps - rising);
  switch (schedule) {
    case 'constant':
      return step < rising ? (learningRate * (step + 1)) / rising : learningRate;
    case 'cosine':
      return step < rising ? (learningRate * (step + 1)) / rising : (learningRate * (1 + Math.cos(Math.PI * share))) / 2;
    case 'oneCycle':
      return step < rising
        ? between(learningRate * CYCLE_START, learningRate, step / rising)
        : between(learningRate, learningRate * CYCLE_END, share);
  }
}

/** From one rate to another along half a wave of a cosine. */
function between(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
}
