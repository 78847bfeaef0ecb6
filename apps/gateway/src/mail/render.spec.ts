import type { MailKind, MailRequest } from './kinds';
import { renderMail } from './render';
import { MAIL_LANGUAGES } from './texts';

const LINK = 'https://numera.example/confirm?token=a&b="c"';
/** Every value that any kind needs; a kind takes its own. */
const values = {
  name: 'Ada',
  username: 'ada99',
  link: LINK,
  code: '012345',
  time: '21 November 2026',
  device: 'Firefox',
  address: 'somewhere',
  inviter: 'Grace',
  workspace: 'Lab',
  date: '1 December',
};
const request = (kind: MailKind, locale: string, change: object = {}): MailRequest =>
  ({ kind, to: 'ada@example.org', locale, values: { ...values, ...change } }) as MailRequest;
const kinds = Object.keys(MAIL_LANGUAGES[0]!.texts) as MailKind[];
const cases = MAIL_LANGUAGES.flatMap(({ code }) => kinds.map((kind) => [kind, code] as const));

describe('mails', () => {
  it('speak every language of the pages', () => {
    expect(MAIL_LANGUAGES.map(({ code }) => code)).toEqual(['en', 'it']);
  });

  it.each(cases)('have a subject and both parts, with every value in its place: %s in %s', (kind, locale) => {
    const { subject, html, text } = renderMail(request(kind, locale));
    const patterns = JSON.stringify(MAIL_LANGUAGES.find(({ code }) => code === locale)?.texts[kind]);
    for (const [, name] of patterns.matchAll(/\{(\w+)\}/g)) expect(subject + text).toContain(values[name as keyof typeof values]);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/[{}]|undefined/);
    expect(html).toContain(`<html lang="${locale}" dir="ltr">`);
    expect(text).toContain(new URL(LINK).href);
  });

  it('fetch nothing and run nothing', () => {
    for (const [kind, locale] of cases) {
      expect(renderMail(request(kind, locale)).html).not.toMatch(/<(img|script|link|style|iframe|object)|src=|url\(|@import/i);
    }
  });

  it('show what people wrote as text, on one line, without making a link of it', () => {
    const name = '<img src=x onerror="alert(1)">\r\nBcc: all@evil.example\u202e http://evil.example/' + 'x'.repeat(200);
    const { subject, html, text } = renderMail(request('invitation', 'en', { workspace: name, inviter: name }));
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    expect(subject.length).toBeLessThan(130);
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; Bcc');
    expect(html).not.toContain('<img');
    for (const part of [html, text]) expect(part).not.toMatch(/evil\.example/);
  });

  it('do not say in the subject, which many can read, what lets into an account', () => {
    expect(renderMail(request('confirm-code', 'en')).subject).not.toContain('012345');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not a link'])('carry no link but to the web: %s', (link) => {
    expect(() => renderMail(request('reset-password', 'en', { link }))).toThrow();
  });

  it('escape the link where it is an attribute', () => {
    expect(renderMail(request('reset-password', 'en')).html).toContain('href="https://numera.example/confirm?token=a&amp;b=%22c%22"');
  });

  it.each([
    ['it-CH', 'it'],
    ['IT', 'it'],
    ['ja', 'en'],
    ['', 'en'],
  ])('to people of locale %j are in %s', (locale, code) => {
    expect(renderMail(request('reset-password', locale)).html).toContain(`lang="${code}"`);
  });
});
