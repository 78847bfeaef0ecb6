export * from './automaton';
export * from './rule';
