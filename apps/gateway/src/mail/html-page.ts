import type { MailContent } from './content';

// Mail programs drop style sheets and scripts, so: tables for layout, styles on each element, nothing from elsewhere. The colours keep their
// contrast when a program turns them round for the dark.
const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const BODY = `margin:0;padding:0;background-color:#f4f5f7;${FONT};color:#1b1f24`;
const CARD = 'background-color:#ffffff;border:1px solid #d5d9df;border-radius:8px;max-width:560px;width:100%';
const HEADING = 'margin:0 0 16px;font-size:22px;line-height:1.3;color:#1b1f24';
const PARAGRAPH = 'margin:0 0 16px;font-size:16px;line-height:1.5;color:#1b1f24';
const CODE = 'margin:0 0 16px;font-size:32px;line-height:1.2;font-family:ui-monospace,Consolas,monospace;letter-spacing:6px;color:#1b1f24';
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background-color:#1f5fbf;color:#ffffff;font-size:16px;text-decoration:none';
const SMALL = 'margin:0 0 12px;font-size:13px;line-height:1.5;color:#57606a';

/** Lays a mail out as an HTML page without anything that has to be fetched. */
export function htmlPage({ language, direction, subject, heading, paragraphs, code, action, note, footer }: MailContent): string {
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="${direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(subject)}</title></head><body style="${BODY}">`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">',
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="${CARD}"><tr><td style="padding:28px">`,
    `<h1 style="${HEADING}">${escapeHtml(heading)}</h1>`,
    ...paragraphs.map((words) => `<p style="${words === code ? CODE : PARAGRAPH}">${escapeHtml(words)}</p>`),
    ...(action === undefined ? [] : [button(action)]),
    ...(note === undefined ? [] : [`<p style="${SMALL}">${escapeHtml(note)}</p>`]),
    '</td></tr></table>',
    `<p style="${SMALL};max-width:560px;padding-top:16px">${escapeHtml(footer)}</p>`,
    '</td></tr></table></body></html>',
  ].join('\n');
}

function button({ words, address, hint }: NonNullable<MailContent['action']>): string {
  const href = escapeHtml(address);
  return [
    `<p style="margin:0 0 20px"><a href="${href}" style="${BUTTON}">${escapeHtml(words)}</a></p>`,
    `<p style="${SMALL}">${escapeHtml(hint)}<br><a href="${href}" style="color:#1f5fbf;word-break:break-all">${href}</a></p>`,
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
