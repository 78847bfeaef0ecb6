import { Module, type DynamicModule, type LoggerService } from '@nestjs/common';
import { APP_GUARD, ModulesContainer, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from '@numera/telemetry';
import { AccountsModule } from './accounts/module';
import { AuditModule } from './audit/module';
import { ApiKeysModule } from './api-keys/module';
import { CompatibilityModule } from './compatibility/module';
import { DocumentationModule } from './documentation/module';
import { HealthModule } from './health/module';
import { AccessGuard } from './http/access';
import { trustedBy } from './http/client-address';
import { otherOrigins } from './http/cross-origin';
import { logRequests } from './http/request-log';
import { ProblemFilter } from './http/problem-filter';
import { routesOf } from './http/routes';
import { securityHeaders } from './http/security-headers';
import { TimedServer } from './http/timed-server';
import { MailModule } from './mail/module';
import { LimitGuard } from './limits/limited';
import { LimitsModule } from './limits/module';
import { ModelsModule } from './models/module';
import { ObjectsModule } from './objects/module';
import { documentationAssets, pages } from './pages/pages';
import { PlatformModule, type Platform } from './platform/module';
import { PredictionsModule } from './predictions/module';
import { TrainingModule } from './training/module';
import { UsersModule } from './users/module';
import { WorkspacesModule } from './workspaces/module';

@Module({})
class GatewayModule {
  static on(platform: Platform): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        PlatformModule.of(platform),
        AuditModule,
        MailModule,
        AccountsModule,
        WorkspacesModule,
        UsersModule,
        LimitsModule,
        ApiKeysModule,
        PredictionsModule,
        CompatibilityModule,
        ModelsModule,
        ObjectsModule,
        TrainingModule,
        HealthModule,
        DocumentationModule,
      ],
      // In this order: the limits count by who the first found out to be calling.
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: LimitGuard },
      ],
    };
  }
}

/** Builds the HTTP application on an open platform. Refuses when a route does not say who may call it. */
export async function createApplication(platform: Platform): Promise<NestExpressApplication> {
  const { logger, config } = platform;
  const application = await NestFactory.create<NestExpressApplication>(GatewayModule.on(platform), new TimedServer(config), {
    // Bodies are read by the routes, which know how much they may take; nothing is buffered before.
    bodyParser: false,
    logger: nestLogger(logger),
    abortOnError: false,
  });
  application.disable('x-powered-by');
  // Answers differ from call to call; the static files bring their own validators.
  application.set('etag', false);
  // A simple parser: nested objects from a query string are nothing we use and something attackers do.
  application.set('query parser', 'simple');
  application.set('trust proxy', trustedBy(config));
  application.use(logRequests(logger), securityHeaders);
  if (config.NUMERA_CORS_ORIGINS.length > 0) application.enableCors(otherOrigins(config.NUMERA_CORS_ORIGINS));
  application.use('/api/docs/assets', documentationAssets());
  application.use(...pages(config.NUMERA_WEB));
  application.useGlobalFilters(new ProblemFilter(logger));
  const routes = routesOf(application.get(ModulesContainer));
  const undeclared = routes.filter(({ rule }) => rule === undefined).map(({ method, path }) => `${method} ${path}`);
  if (undeclared.length > 0) throw new Error(`these routes do not say who may call them: ${undeclared.join(', ')}`);
  logger.debug({ routes }, 'routes');
  await application.init();
  return application;
}

/** Nest's own lines, in our log: its start-up chatter only when debugging. */
function nestLogger(logger: Logger): LoggerService {
  const nest = logger.child({ part: 'nest' });
  return {
    log: (message: unknown) => nest.debug(String(message)),
    debug: (message: unknown) => nest.debug(String(message)),
    verbose: (message: unknown) => nest.trace(String(message)),
    warn: (message: unknown) => nest.warn(String(message)),
    error: (message: unknown) => nest.error(String(message)),
    fatal: (message: unknown) => nest.fatal(String(message)),
  };
}
