import type { MailKind } from '../kinds';

/** What a kind of mail says in one language; `{name}` stands for a value. */
export interface MailText {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The words on the button, for kinds with a link. */
  readonly action?: string;
  /** What to do when the mail was not expected. */
  readonly note?: string;
}

export interface MailLanguage {
  readonly code: string;
  readonly direction: 'ltr' | 'rtl';
  /** Before the link itself, for readers whose mail program shows no button. */
  readonly linkHint: string;
  readonly footer: string;
  readonly texts: Readonly<Record<MailKind, MailText>>;
}
