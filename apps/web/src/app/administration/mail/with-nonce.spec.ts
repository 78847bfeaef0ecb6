import { withNonce } from './with-nonce';

const mail =
  '<html><head><title>Hi</title></head><body style="margin:0"><p style="color:#123">the code is &quot; style=&quot;x</p></body></html>';

describe('a mail in a page that takes styles with a nonce only', () => {
  it('has its styles in one element that bears it', () => {
    expect(withNonce(mail, 'n0nce')).toBe(
      '<html><head><title>Hi</title><style nonce="n0nce">[data-style="0"]{margin:0}\n[data-style="1"]{color:#123}</style></head>' +
        '<body data-style="0"><p data-style="1">the code is &quot; style=&quot;x</p></body></html>',
    );
  });

  it('stays as it is where there is no nonce', () => expect(withNonce(mail, null)).toBe(mail));
});
