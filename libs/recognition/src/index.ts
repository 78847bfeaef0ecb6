export * from './onnx-runtime';
export * from './softmax';
export * from './reading';
export * from './segments';
export * from './best-path';
export * from './session';
export * from './model-folder';
export * from './runtime';
