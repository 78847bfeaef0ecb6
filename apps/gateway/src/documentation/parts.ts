import * as contracts from '@numera/contracts';

export type Json = Readonly<Record<string, unknown>>;
/** Operations by path and method, as OpenAPI lists them. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** The bodies that cross the API, by the name under which the document lists them. */
export const schemas = {
  ...{ Prediction: contracts.prediction, PredictionRequest: contracts.predictionRequest, PredictionSummary: contracts.predictionSummary },
  ...{ Problem: contracts.problem, Health: contracts.health, Readiness: contracts.readiness },
  ...{ TrainingRun: contracts.trainingRun, TrainingRunRequest: contracts.trainingRunRequest },
  ...{ CompatiblePrediction: contracts.compatiblePrediction, CompatibleRecognition: contracts.compatibleRecognition },
  CompatibleError: contracts.compatibleError,
  ...{
    Me: contracts.me,
    MeChange: contracts.meChange,
    Session: contracts.sessionSummary,
    LinkedProvider: contracts.linkedProvider,
    WorkspaceChoice: contracts.workspaceChoice,
  },
  ...{ DeletionRequest: contracts.deletionRequest, Deletion: contracts.deletionAnswer },
  ...{ SignInOptions: contracts.signInOptions, Setup: contracts.setup, NewAdministrator: contracts.newAdministrator },
  SingleUseLink: contracts.singleUseLink,
  ...{
    ApiKey: contracts.apiKey,
    ApiKeyRequest: contracts.apiKeyRequest,
    NewApiKey: contracts.newApiKey,
    ApiKeyUsage: contracts.apiKeyUsage,
  },
  OperatorApiKeyRequest: contracts.operatorApiKeyRequest,
  ...{ WorkspaceRequest: contracts.workspaceRequest, WorkspaceMembership: contracts.membership, Member: contracts.member },
  ...{ MemberChange: contracts.memberChange, Invitation: contracts.invitation, InvitationRequest: contracts.invitationRequest },
  ...{ InvitationPreview: contracts.invitationPreview, InvitationAcceptance: contracts.invitationAcceptance },
  ...{ User: contracts.user, UserChange: contracts.userChange, MembershipRequest: contracts.membershipRequest },
  ...{ AuditEvent: contracts.auditEvent, AuditVerification: contracts.auditVerification },
  ...{ ObjectRotation: contracts.objectRotation, ObjectRotationRequest: contracts.objectRotationRequest },
  ...{ MailSummary: contracts.mailSummary, MailMessage: contracts.mailMessage },
} as const;
export type SchemaName = keyof typeof schemas;

export const reference = (name: SchemaName): Json => ({ $ref: `#/components/schemas/${name}` });
export const json = (name: SchemaName): Json => ({ 'application/json': { schema: reference(name) } });
/** A request's JSON body. */
export const body = (name: SchemaName): Json => ({ requestBody: { required: true, content: json(name) } });
export const answers = (description: string, name: SchemaName): Json => ({ description, content: json(name) });

const listOf = (name: SchemaName): Json => ({
  type: 'object',
  required: ['items', 'nextCursor'],
  properties: { items: { type: 'array', items: reference(name) }, nextCursor: { type: ['string', 'null'] } },
});
export const page = (name: SchemaName): Json => ({
  description: 'One page; `nextCursor` leads to the next and is null on the last',
  content: { 'application/json': { schema: listOf(name) } },
});
export const problems = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: reference('Problem') } },
});
export const done: Json = { 204: { description: 'Done' } };
export const missing = (what: string): Json => ({ 404: problems(`No such ${what}, or none that the caller may see`) });
export const refused: Json = { 400: problems('A malformed request; `errors` names each member that is wrong') };

export const binary: Json = { type: 'string', format: 'binary' };
export const file = (type: string): Json => ({ 200: { description: 'The file', content: { [type]: { schema: binary } } } });
export const form = (...fields: string[]): Json => ({
  'multipart/form-data': { schema: { type: 'object', properties: Object.fromEntries(fields.map((field) => [field, binary])) } },
});

/** A part of a path that is an id. */
export const inPath = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } });
export const id = inPath('id');
