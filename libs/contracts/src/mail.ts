import { z } from 'zod';
import { isoTime } from './scalars';

/** `outbox`: kept for administrators to read, because no mail server is set. `failed`: given up. */
export const mailState = z.enum(['outbox', 'waiting', 'sent', 'failed']);

/** Query of `GET /api/v1/mail-messages`. */
export const mailQuery = z.strictObject({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type MailQuery = z.infer<typeof mailQuery>;

export const mailSummary = z.object({
  id: z.uuid(),
  kind: z.string(),
  recipient: z.string(),
  locale: z.string(),
  subject: z.string(),
  state: mailState,
  createdAt: isoTime,
  sentAt: isoTime.nullable(),
  attempts: z.number().int().min(0),
  error: z.string().nullable(),
});
export type MailSummary = z.infer<typeof mailSummary>;

/** `GET /api/v1/mail-messages`, newest first. */
export const mailSummaries = z.object({ items: z.array(mailSummary), nextCursor: z.string().nullable() });
export type MailSummaries = z.infer<typeof mailSummaries>;

/** `GET /api/v1/mail-messages/:id`; both bodies are empty once the mail was sent. */
export const mailMessage = mailSummary.extend({ html: z.string(), text: z.string() });
export type MailMessage = z.infer<typeof mailMessage>;
