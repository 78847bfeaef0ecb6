export { createLogger, withoutSecrets, type Logger } from './logger';
export { Shutdown } from './shutdown';
export { catchLastResort } from './last-resort';
export { announceReady, isReadyMessage, type ReadyMessage } from './ready';
export { startHeartbeat } from './heartbeat';
