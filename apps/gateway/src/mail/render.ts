import type { MailContent } from './content';
import type { MailRequest } from './kinds';
import { htmlPage } from './html-page';
import { languageOf } from './texts';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Longest value that a mail quotes, in characters: a name is no place for a letter of one's own. */
const MOST_CHARACTERS = 80;
/** Written after points and slashes, it keeps mail programs from making a link of a name. */
const WORD_JOINER = '\u2060';

/** Writes a mail in the language of its receiver: subject, HTML and plain text. Throws when its link is no web address. */
export function renderMail(request: MailRequest): RenderedMail {
  const content = contentOf(request);
  return { subject: content.subject, html: htmlPage(content), text: plainText(content) };
}

function contentOf({ kind, locale, values }: MailRequest): MailContent {
  const language = languageOf(locale);
  const text = language.texts[kind];
  const { link, ...words } = values as Readonly<Record<string, string>>;
  const quoted = new Map(Object.entries(words).map(([name, value]) => [name, quote(value)]));
  const say = (pattern: string) => pattern.replace(/\{(\w+)\}/g, (_whole, name: string) => quoted.get(name) ?? '');
  return {
    language: language.code,
    direction: language.direction,
    subject: say(text.subject),
    heading: say(text.heading),
    paragraphs: text.paragraphs.map(say),
    code: quoted.get('code'),
    action: link === undefined ? undefined : { words: text.action ?? text.subject, address: webAddress(link), hint: language.linkHint },
    note: text.note,
    footer: language.footer,
  };
}

/** A person's words as one line that carries no link and no control character. */
function quote(value: string): string {
  const line = value
    .slice(0, MOST_CHARACTERS)
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.replace(/[.:/@]+(?=\S)/g, (marks) => marks + WORD_JOINER);
}

function webAddress(link: string): string {
  const { protocol, href } = new URL(link);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('a link in a mail must be a web address');
  return href;
}

function plainText({ heading, paragraphs, action, note, footer }: MailContent): string {
  const parts = [heading, ...paragraphs, ...(action === undefined ? [] : [`${action.words}:\n${action.address}`]), note, `-- \n${footer}`];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}
