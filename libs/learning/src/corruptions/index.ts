export * from './corruptions';
export * from './corrupted-images';
