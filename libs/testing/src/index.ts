export { testPostgres, type TestDatabase, type TestDatabaseOptions } from './postgres';
export { hasRedis, testRedis, type TestRedis } from './redis';
export { temporaryFolder, type TemporaryFolder } from './folders';
export { freshQueuePrefix } from './queue-prefix';
export { recordingLogger, silentLogger } from './logger';
export { blankBmp, bmpOf, sevenBmp } from './drawings';
export { drawLines, FOUR_LINES, linesAt, SEVEN_LINES, type DrawnLine } from './line-drawings';
export { startGateway, type TestGateway } from './gateway';
export { Visitor, type Reply } from './visitor';
