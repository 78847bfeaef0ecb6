/** What a mail says, in one language, before it is laid out. All of it is plain text. */
export interface MailContent {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** A code to be typed in, which one of the paragraphs is. */
  readonly code: string | undefined;
  readonly action: { readonly words: string; readonly address: string; readonly hint: string } | undefined;
  readonly note: string | undefined;
  readonly footer: string;
}
