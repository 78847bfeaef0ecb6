export * from './negative-samples';
export * from './negative-glyphs';
export { heldApartWords, learnedWords } from './word-scripts';
