import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** Shipped with the product: the page loads nothing from outside. */
export const DOCS_ASSETS = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

export const DOCS_SCRIPT = `window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null,
    tryItOutEnabled: true, displayRequestDuration: true,
  });
});
`;

export const DOCS_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>Redress 诉达 · API</title>
  <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
  <link rel="icon" href="/docs/assets/favicon-32x32.png">
</head>
<body><div id="docs"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body></html>
`;
