import { ModulesContainer } from '@nestjs/core';
import { Controller, Get, Header, Redirect } from '@nestjs/common';
import { Access } from '../http/access';
import { routesOf } from '../http/routes';
import { openApiDocument } from './openapi';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · Numera</title>
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
<link rel="icon" href="/favicon.svg">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

/** A file of its own: the content security policy allows no inline script. */
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

@Controller('api')
export class DocumentationController {
  private document: ReturnType<typeof openApiDocument> | undefined;

  constructor(private readonly modules: ModulesContainer) {}

  @Get()
  @Access('anyone')
  @Redirect('/api/docs')
  root(): void {
    return;
  }

  @Get('openapi.json')
  @Access('anyone')
  openApi() {
    // Once all modules are there: the document says of each route who may call it.
    return (this.document ??= openApiDocument(routesOf(this.modules)));
  }

  @Get('docs')
  @Access('anyone')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get('docs/start.js')
  @Access('anyone')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }
}
