export * from './contact-sheet';
export * from './preview-rows';
