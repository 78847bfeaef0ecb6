/** ANSI codes that switch a style on. */
const STYLES = { dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;
type Style = keyof typeof STYLES;
type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

const LEVEL_STYLES: Readonly<Record<Level, Style>> = {
  trace: 'dim',
  debug: 'dim',
  info: 'green',
  warn: 'yellow',
  error: 'red',
  fatal: 'red',
};
/** On every line and never of interest to a person: the prefix says it already, or there is but one. */
const HIDDEN = new Set(['level', 'time', 'msg', 'service', 'pid', 'err']);

export interface LogFormat {
  /** Name in front of every line, and how it is painted. */
  readonly name: string;
  readonly style: Style;
  readonly isColoured: boolean;
}

/** Width of the longest service's name, so that the bars stand under each other. */
const NAME_WIDTH = 8;

/**
 * Renders one line that a service printed for a person: `gateway  │ 12:30:01 info  listening port=3000`.
 * A JSON log record is spelled out, an error's stack on lines of its own; any other text stays as it is.
 */
export function formatLine(line: string, format: LogFormat): string {
  const paint = (style: Style, text: string): string => (format.isColoured ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);
  const prefix = `${paint(format.style, format.name.padEnd(NAME_WIDTH))} ${paint('dim', '│')} `;
  const record = parseRecord(line);
  if (!record) return prefix + line;
  const level = isLevel(record['level']) ? record['level'] : 'info';
  const time = typeof record['time'] === 'string' ? record['time'].slice(11, 19) : '';
  const fields = Object.entries(record).filter(([name]) => !HIDDEN.has(name));
  const text = [
    paint('dim', time),
    paint(LEVEL_STYLES[level], level.padEnd(5)),
    String(record['msg'] ?? ''),
    ...fields.map(([name, value]) => paint('dim', `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)),
  ];
  return [text.join(' '), ...stackOf(record['err'])].map((row) => prefix + row).join('\n');
}

function parseRecord(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isLevel(value: unknown): value is Level {
  return typeof value === 'string' && Object.hasOwn(LEVEL_STYLES, value);
}

function stackOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  const text = typeof stack === 'string' ? stack : typeof message === 'string' ? message : '';
  return text === '' ? [] : text.split('\n').map((row) => `  ${row}`);
}
