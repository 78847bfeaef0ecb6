import { predictionListQuery } from '@numera/contracts';
import { answers, binary, form, id, json, page, problems, type Json, type Paths, type SchemaName } from '../parts';
import { idempotencyKey, parametersOf, readParameters, wait } from '../parameters';

const uploads: Json = { ...form('image'), ...json('PredictionRequest'), 'image/*': { schema: binary } };
const compatibleUploads: Json = { ...form('image', 'file'), ...json('PredictionRequest') };
const token: Json = {
  name: 'X-Prediction-Token',
  in: 'header',
  description: 'The token that came with an anonymous caller’s prediction; `?token=` works too.',
  schema: { type: 'string' },
};

/** Reading images, and what is behind it. */
export const recognitionPaths: Paths = {
  '/api/v1/predictions': {
    post: {
      summary: 'Read the digits of one image',
      description:
        'PNG, JPEG, WebP, GIF, TIFF, AVIF or BMP, at most 10 MB and 20 megapixels. The answer waits up to `wait` ms for the reading. With ' +
        'constraints (expectedLength, pattern, checksum, postcode) it is the best reading that keeps them, with the unconstrained one beside it. Every ' +
        'parameter of the query may stand beside the image instead, as a field of the form or a member of the JSON body; the query counts first.',
      parameters: [wait(5_000), ...readParameters, idempotencyKey],
      requestBody: { required: true, content: uploads },
      responses: {
        200: answers('The reading', 'Prediction'),
        202: answers('Not read yet: ask again at Location', 'Prediction'),
        400: problems('No image, or a malformed request; `errors` names each query parameter that is wrong'),
        409: problems('The first request with this Idempotency-Key is still on its way'),
        413: problems('More than 10 MB'),
        415: problems('Not one of the image types'),
        422: problems('The image is damaged or has more than 20 megapixels, or the Idempotency-Key came with another request'),
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
        404: problems('No such prediction, or not yours'),
      },
    },
    delete: {
      summary: 'Remove one’s own prediction, its readings and its image',
      parameters: [id, token],
      responses: { 204: { description: 'Removed' }, 404: problems('No such prediction, or not yours') },
    },
  },
  '/api/v1/predictions/{id}/image': {
    get: {
      summary: 'The image of a prediction, encoded anew',
      parameters: [id, token],
      responses: {
        200: { description: 'PNG', content: { 'image/png': { schema: binary } } },
        404: problems('No such prediction'),
        503: problems('The picture is not encoded yet; try again after Retry-After'),
      },
    },
  },
  '/api/v1/training-runs': {
    post: {
      summary: 'Train a candidate',
      parameters: [idempotencyKey],
      requestBody: { required: true, content: json('TrainingRunRequest') },
      responses: {
        202: answers('The run', 'TrainingRun'),
        400: problems('A malformed request'),
        409: problems('The first request with this Idempotency-Key is still on its way'),
        422: problems('The Idempotency-Key came with another request'),
      },
    },
    get: { summary: 'Training runs, newest first', responses: { 200: { description: '`{ items, nextCursor }`' } } },
  },
  '/api/v1/training-runs/{id}': {
    get: {
      summary: 'A training run',
      parameters: [id],
      responses: { 200: answers('The run', 'TrainingRun'), 404: problems('No such run') },
    },
  },
  '/api/v1/models': {
    get: { summary: 'Model versions, newest first', responses: { 200: { description: '`{ items, nextCursor }`' } } },
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

function compatible(summary: string, name: SchemaName): Paths[string] {
  const responses = {
    200: answers('The digit', name),
    400: answers('No digit, or no image', 'CompatibleError'),
    500: answers('Try again', 'CompatibleError'),
  };
  return { post: { summary, requestBody: { required: true, content: compatibleUploads }, responses } };
}
