import type { BatchProgress, Epoch } from '@numera/learning';
import { bar } from '../progress-bar';
import { percent, table } from '../table';

const HEADING = ['epoch', 'loss', 'accuracy', 'val. loss', 'val. accuracy', 'seconds', 'images/s'];

/** The words above the rows of epochs. */
export const epochHeading = HEADING.join('  ');

/** A row per epoch, aligned with the heading; `images` were learned from in it. */
export function epochRow({ epoch, loss, accuracy, validationLoss, validationAccuracy, seconds }: Epoch, images: number): string {
  const cells = [
    String(epoch),
    loss.toFixed(4),
    percent(accuracy),
    validationLoss.toFixed(4),
    percent(validationAccuracy),
    seconds.toFixed(1),
    String(Math.round(images / Math.max(0.001, seconds))),
  ];
  return table([HEADING, cells.map((cell, i) => cell.padStart(HEADING[i]?.length ?? 0))])[1] ?? '';
}

/** The line that is written over itself within an epoch. */
export function progressText({
  epoch,
  epochs,
  done,
  total,
  loss,
  accuracy,
  learningRate,
  imagesPerSecond,
  remainingMs,
}: BatchProgress): string {
  return [
    `epoch ${epoch}/${epochs} ${bar(done / total)} ${done}/${total}`,
    `loss ${loss.toFixed(4)}`,
    percent(accuracy),
    `rate ${learningRate.toPrecision(2)}`,
    `${Math.round(imagesPerSecond)} images/s`,
    `${duration(remainingMs)} left`,
  ].join('  ');
}

/** Milliseconds as people say them: 42 s, 3 min 5 s, 1 h 20 min. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
