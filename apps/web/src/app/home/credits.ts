/** A work that the product stands on. `text` is its sentence under `credits.` in the translations. */
interface Credit {
  readonly text: string;
  readonly name: string;
  readonly address: string;
  readonly licence: string;
}

export const CREDITS: readonly Credit[] = [
  { text: 'mnist', name: 'MNIST', address: 'http://yann.lecun.com/exdb/mnist/', licence: 'CC BY-SA 3.0' },
  { text: 'residual', name: 'Residual networks', address: 'https://doi.org/10.1109/CVPR.2016.90', licence: 'He, Zhang, Ren, Sun, 2016' },
  { text: 'runtime', name: 'ONNX Runtime', address: 'https://onnxruntime.ai', licence: 'MIT' },
  { text: 'page', name: 'Angular · Angular Material · Transloco', address: 'https://angular.dev', licence: 'MIT' },
  { text: 'server', name: 'NestJS · BullMQ · Prisma · sharp', address: 'https://nestjs.com', licence: 'MIT · Apache-2.0' },
  { text: 'type', name: 'Atkinson Hyperlegible', address: 'https://www.brailleinstitute.org/freefont/', licence: 'SIL OFL 1.1' },
];
