import type { Config } from '@numera/config';
import { administratorToken, sessionSecret } from './kept-secrets';
import { openDatabase, type Database } from './database';
import { LaunchError } from './launch-error';
import { formatLine } from './log-line';
import { assertPortIsFree } from './port';
import { Service } from './service';
import { gateway, serviceEnvironment, trainer, worker, type ServiceDefinition } from './services';

/** Time each part of the stop may take, ms; together less than the 10 s after which people reach for `kill -9`. */
const STOP_MS = { gateway: 4_000, others: 3_500, database: 2_000 };
/** What a service keeps of its time for itself, so that its own orderly end comes before our kill. */
const MARGIN_MS = 500;

const own = { name: 'numera', style: 'green' } as const;

export interface LauncherOptions {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** The launcher has given up and stopped everything. */
  readonly onFailure: (error: LaunchError) => void;
}

/** Starts, watches and stops the database and the services of one machine. */
export class Launcher {
  private database: Database | undefined;
  private services: Service[] = [];
  private stopping: Promise<void> | undefined;
  private readonly waitingFor = new Set<ServiceDefinition>();
  private readonly isColoured: boolean;
  private port: number;

  constructor(private readonly options: LauncherOptions) {
    this.isColoured = options.output.isTTY === true && !options.env['NO_COLOR'];
    this.port = options.config.PORT;
  }

  /** Resolves when all is started; the ready line follows when the services say so. Throws LaunchError. */
  async start(): Promise<void> {
    const { config } = this.options;
    await assertPortIsFree(config.HOST, config.PORT);
    const database = await openDatabase({
      config,
      log: (message) => this.say(message),
      onLost: (reason) => this.fail(`the database is lost: ${reason}`),
    });
    this.database = database;
    if (this.stopping) return;
    this.services = [gateway, worker, trainer].map((definition) => this.serviceFor(definition, database));
    for (const service of this.services) {
      if (service.definition.isRequired) this.waitingFor.add(service.definition);
      service.start();
    }
  }

  /** Stops what runs: the gateway first, which finishes its requests while the worker still answers; PostgreSQL last. */
  stop(reason: string): Promise<void> {
    this.stopping ??= this.stopAll(reason);
    return this.stopping;
  }

  /** Ends everything at once, whatever it was doing; PostgreSQL's supervisor sees to its server. */
  kill(): void {
    for (const service of this.services) service.kill();
  }

  private async stopAll(reason: string): Promise<void> {
    this.say(`stopping (${reason}) …`);
    const isGateway = (service: Service): boolean => service.definition === gateway;
    await Promise.all(this.services.filter(isGateway).map((service) => service.stop(STOP_MS.gateway)));
    await Promise.all(this.services.filter((service) => !isGateway(service)).map((service) => service.stop(STOP_MS.others)));
    await this.stopDatabase();
    this.say('stopped');
  }

  private async stopDatabase(): Promise<void> {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS.database).unref());
    await Promise.race([this.database?.stop(), limit]);
  }

  private serviceFor(definition: ServiceDefinition, { connections }: Database): Service {
    const { config, env } = this.options;
    const limitMs = definition === gateway ? STOP_MS.gateway : STOP_MS.others;
    const environment = serviceEnvironment(definition, {
      env,
      config,
      secrets: { ...connections, NUMERA_ADMIN_TOKEN: administratorToken(config), NUMERA_SECRET: sessionSecret(config) },
      shutdownMs: limitMs - MARGIN_MS,
    });
    return new Service(definition, environment, {
      onLine: (line) => this.print(line, definition),
      onReady: ({ port }) => this.ready(definition, port),
      onCrash: (reason, pauseMs) => this.say(`${definition.name} ended (${reason}); starting it again in ${pauseMs} ms`),
      onBootFailure: (reason) => {
        if (definition.isRequired) this.fail(`the ${definition.name} does not start (${reason}); its messages are above`);
      },
    });
  }

  private ready(definition: ServiceDefinition, port: unknown): void {
    if (definition === gateway && typeof port === 'number') this.port = port;
    if (!this.waitingFor.delete(definition) || this.waitingFor.size > 0) return;
    const host = ['0.0.0.0', '::'].includes(this.options.config.HOST) ? '127.0.0.1' : this.options.config.HOST;
    const seconds = (performance.now() / 1000).toFixed(1);
    this.options.output.write(`Numera is ready: http://${host.includes(':') ? `[${host}]` : host}:${this.port}  (${seconds} s)\n`);
  }

  private fail(message: string): void {
    if (this.stopping) return;
    void this.stop(message).then(() => this.options.onFailure(new LaunchError(message)));
  }

  private say(message: string): void {
    this.print(message, own);
  }

  private print(line: string, from: { readonly name: string; readonly style: ServiceDefinition['style'] | 'green' }): void {
    const isJson = this.options.config.LOG_FORMAT === 'json';
    const text = isJson
      ? from === own
        ? JSON.stringify({ level: 'info', time: new Date().toISOString(), service: own.name, msg: line })
        : line
      : formatLine(line, { ...from, isColoured: this.isColoured });
    this.options.output.write(`${text}\n`);
  }
}
