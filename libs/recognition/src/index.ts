export * from './onnx-runtime';
export * from './softmax';
export * from './reading';
export * from './session';
export * from './model-folder';
export * from './runtime';
