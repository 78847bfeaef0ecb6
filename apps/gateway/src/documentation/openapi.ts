import {
  compatibleError,
  compatiblePrediction,
  compatibleRecognition,
  health,
  prediction,
  predictionListQuery,
  predictionRequest,
  predictionSummary,
  problem,
  readiness,
  trainingRun,
  trainingRunRequest,
} from '@numera/contracts';
import { z } from 'zod';
import { VERSION } from '../platform/version';
import { parametersOf, readParameters, wait } from './parameters';

type Json = Readonly<Record<string, unknown>>;

/** The bodies that cross the API, by the name under which the document lists them. */
const schemas = {
  Prediction: prediction,
  PredictionRequest: predictionRequest,
  PredictionSummary: predictionSummary,
  Problem: problem,
  Health: health,
  Readiness: readiness,
  TrainingRun: trainingRun,
  TrainingRunRequest: trainingRunRequest,
  CompatiblePrediction: compatiblePrediction,
  CompatibleRecognition: compatibleRecognition,
  CompatibleError: compatibleError,
} as const;
type SchemaName = keyof typeof schemas;

const REQUESTS: readonly SchemaName[] = ['PredictionRequest', 'TrainingRunRequest'];
const reference = (name: SchemaName): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (name: SchemaName): Json => ({ 'application/json': { schema: reference(name) } });
const answers = (description: string, name: SchemaName): Json => ({ description, content: json(name) });
const page = (name: SchemaName): Json => ({
  description: 'One page; `nextCursor` leads to the next and is null on the last',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['items', 'nextCursor'],
        properties: { items: { type: 'array', items: reference(name) }, nextCursor: { type: ['string', 'null'] } },
      },
    },
  },
});
const problems = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: reference('Problem') } },
});

const image: Json = { type: 'string', format: 'binary' };
const form = (...fields: string[]): Json => ({
  'multipart/form-data': { schema: { type: 'object', properties: Object.fromEntries(fields.map((field) => [field, image])) } },
});
const uploads: Json = { ...form('image'), ...json('PredictionRequest'), 'image/*': { schema: image } };
const compatibleUploads: Json = { ...form('image', 'file'), ...json('PredictionRequest') };

const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const token: Json = {
  name: 'X-Prediction-Token',
  in: 'header',
  description: 'The token that came with the prediction; `?token=` works too.',
  schema: { type: 'string' },
};
const administrator: Json = { security: [{ administrator: [] }] };

const paths: Json = {
  '/api/v1/predictions': {
    post: {
      summary: 'Read the digits of one image',
      description:
        'PNG, JPEG, WebP, GIF, TIFF, AVIF or BMP, at most 10 MB and 20 megapixels. The answer waits up to `wait` ms for the reading. With ' +
        'constraints (expectedLength, pattern, checksum, postcode) it is the best reading that keeps them, with the unconstrained one beside it.',
      parameters: [wait(5_000), ...readParameters],
      requestBody: { required: true, content: uploads },
      responses: {
        200: answers('The reading', 'Prediction'),
        202: answers('Not read yet: ask again at Location', 'Prediction'),
        400: problems('No image, or a malformed request; `errors` names each query parameter that is wrong'),
        413: problems('More than 10 MB'),
        415: problems('Not one of the image types'),
        422: problems('The image is damaged, or has more than 20 megapixels'),
        503: problems('No model is ready, or too many images arrive at once; try again after Retry-After'),
      },
    },
    get: {
      summary: 'One’s own predictions, newest first',
      parameters: parametersOf(predictionListQuery),
      responses: { 200: page('PredictionSummary'), 401: problems('Not signed in') },
    },
  },
  '/api/v1/predictions/{id}': {
    get: {
      summary: 'A prediction',
      parameters: [id, token, wait(0)],
      responses: {
        200: answers('The prediction, `failed` ones too', 'Prediction'),
        401: problems('No token'),
        404: problems('No such prediction, or not yours'),
      },
    },
    delete: {
      summary: 'Remove one’s own prediction, its readings and its image',
      parameters: [id, token],
      responses: { 204: { description: 'Removed' }, 401: problems('No token'), 404: problems('No such prediction, or not yours') },
    },
  },
  '/api/v1/predictions/{id}/image': {
    get: {
      summary: 'The image of a prediction, encoded anew',
      parameters: [id, token],
      responses: {
        200: { description: 'PNG', content: { 'image/png': { schema: image } } },
        401: problems('No token'),
        404: problems('No such prediction'),
        503: problems('The picture is not encoded yet; try again after Retry-After'),
      },
    },
  },
  '/api/v1/training-runs': {
    post: {
      summary: 'Train a candidate',
      ...administrator,
      requestBody: { required: true, content: json('TrainingRunRequest') },
      responses: {
        202: answers('The run', 'TrainingRun'),
        400: problems('A malformed request'),
        401: problems('No token'),
        403: problems('Not an administrator'),
      },
    },
    get: { summary: 'Training runs, newest first', ...administrator, responses: { 200: { description: '`{ items, nextCursor }`' } } },
  },
  '/api/v1/training-runs/{id}': {
    get: {
      summary: 'A training run',
      ...administrator,
      parameters: [id],
      responses: { 200: answers('The run', 'TrainingRun'), 404: problems('No such run') },
    },
  },
  '/api/v1/models': {
    get: { summary: 'Model versions, newest first', ...administrator, responses: { 200: { description: '`{ items, nextCursor }`' } } },
  },
  '/health': { get: { summary: 'The process answers', responses: { 200: answers('Alive', 'Health') } } },
  '/health/ready': {
    get: {
      summary: 'What it depends on works',
      responses: {
        200: answers('Ready; `degraded` without a worker', 'Readiness'),
        503: answers('Database, queue or object store missing', 'Readiness'),
      },
    },
  },
  '/predict': compatible('One digit, as S1 and S5 ask for it; S2’s form gets a page', 'CompatiblePrediction'),
  '/recognise': compatible('The same, at the address of S2’s form', 'CompatiblePrediction'),
  '/recognize': compatible('One digit, as S3 asks for it', 'CompatibleRecognition'),
  '/recognize-upload': compatible('The same, for an uploaded image', 'CompatibleRecognition'),
};

function compatible(summary: string, name: SchemaName): Json {
  const responses = {
    200: answers('The digit', name),
    400: answers('No digit, or no image', 'CompatibleError'),
    500: answers('Try again', 'CompatibleError'),
  };
  return { post: { summary, requestBody: { required: true, content: compatibleUploads }, responses } };
}

/** The group that an address is listed in. */
function tagOf(path: string): string {
  const feature = /^\/api\/v1\/([a-z-]+)/.exec(path)?.[1];
  if (feature !== undefined) return feature;
  return path.startsWith('/health') ? 'health' : 'earlier interfaces';
}

function tagged(): Json {
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => {
      const operations = Object.entries(methods as Json).map(([method, operation]) => [
        method,
        { tags: [tagOf(path)], ...(operation as Json) },
      ]);
      return [path, Object.fromEntries(operations)];
    }),
  );
}

/** The OpenAPI 3.1 document; its schemas are the zod contracts themselves. */
export function openApiDocument(): Json {
  const components = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const io = REQUESTS.some((request) => request === name) ? 'input' : 'output';
      const { $schema: _dialect, ...body } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
      return [name, body];
    }),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Numera',
      version: VERSION,
      description: 'Reads handwritten digits and says how sure it is.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: tagged(),
    components: { schemas: components, securitySchemes: { administrator: { type: 'http', scheme: 'bearer' } } },
  };
}
