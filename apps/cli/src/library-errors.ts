import { CheckpointError, DatasetError, EngineError, RecipeError } from '@numera/learning';
import { ModelError } from '@numera/recognition';

/** Errors of the libraries whose sentence tells the caller all there is to know. */
export const libraryErrors = [CheckpointError, DatasetError, EngineError, ModelError, RecipeError];
