export { openQueues, Queues, type Depth, type DeadLetter, type EnqueueOptions, type JobPayload, type JobState } from './queues';
export { mergeHandlers, type Handler, type Handlers, type JobContext } from './handlers';
export { Workers, type Exhausted, type WorkersOptions } from './workers';
export { BadInput, Postponed, QueueSetupError } from './errors';
export { migrateQueue } from './postgres-backend';
export { settings, type QueueSettings } from './settings';
