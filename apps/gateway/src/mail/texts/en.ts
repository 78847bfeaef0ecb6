import type { MailLanguage } from './text';

const notYou = 'If this was not you, choose a new password now and end the sessions that you do not know.';

export const en: MailLanguage = {
  code: 'en',
  direction: 'ltr',
  linkHint: 'If the button does not work, open this address:',
  footer: 'Numera sent this message because of something that was asked for with this address. Nobody reads answers to it.',
  texts: {
    'confirm-email': {
      subject: 'Confirm your e-mail address',
      heading: 'Welcome to Numera, {name}',
      paragraphs: [
        'Confirm that this address is yours, and your account is ready. The link works once, and for ten minutes.',
        'You can sign in with this address or with your username, {username}.',
      ],
      action: 'Confirm address',
      note: 'If you did not register, ignore this message: nobody can use the account without it.',
    },
    'confirm-code': {
      subject: 'Your Numera code',
      heading: 'Your code',
      paragraphs: ['Enter this code on the page that asked for it. It works once, and for ten minutes.', '{code}'],
      note: 'Never tell this code to anyone. If you did not ask for it, ignore this message.',
    },
    'reset-password': {
      subject: 'Choose a new password',
      heading: 'A new password, {name}',
      paragraphs: ['Someone, probably you, asked for a new password for your account. The link works once, and for ten minutes.'],
      action: 'Choose a new password',
      note: 'If it was not you, ignore this message: your password stays as it is.',
    },
    'change-email': {
      subject: 'Confirm your new e-mail address',
      heading: 'Your new address, {name}',
      paragraphs: ['Confirm that this address is yours, and your account will use it.'],
      action: 'Confirm address',
      note: 'If you did not ask for this, ignore this message.',
    },
    'email-changed': {
      subject: 'Your e-mail address was changed',
      heading: 'Your address was changed, {name}',
      paragraphs: ['Your Numera account now uses another e-mail address. This one gets no more messages.'],
      note: 'If this was not you, tell the administrator of your installation at once.',
    },
    'password-changed': {
      subject: 'Your password was changed',
      heading: 'Your password was changed, {name}',
      paragraphs: ['The password of your Numera account is a new one, and your other sessions have ended.'],
      note: 'If this was not you, ask for a new password on the sign-in page at once.',
    },
    'account-exists': {
      subject: 'You have an account already',
      heading: 'You have an account already',
      paragraphs: ['Someone, probably you, tried to register with this address. It has an account: sign in, or choose a new password.'],
      action: 'Sign in',
      note: 'If it was not you, ignore this message: nothing was changed.',
    },
    'new-sign-in': {
      subject: 'A new sign-in to your account',
      heading: 'Someone signed in, {name}',
      paragraphs: [
        'Your Numera account was signed in to from a device or a network that it has not seen before.',
        '{time} · {device} · {address}',
      ],
      note: notYou,
    },
    'second-factor-added': {
      subject: 'A second factor protects your account',
      heading: 'Two steps to sign in, {name}',
      paragraphs: ['Your Numera account now asks for a second factor. Keep the recovery codes where you find them without your phone.'],
      note: notYou,
    },
    'second-factor-removed': {
      subject: 'Your second factor was removed',
      heading: 'The second factor is gone, {name}',
      paragraphs: ['Your Numera account no longer asks for a second factor: the password alone is enough.'],
      note: notYou,
    },
    invitation: {
      subject: 'Join {workspace} on Numera',
      heading: 'You are invited',
      paragraphs: ['{inviter} invites you to the workspace {workspace}. The invitation is for this address alone.'],
      action: 'Look at the invitation',
      note: 'If you know neither of them, ignore this message.',
    },
    'deletion-requested': {
      subject: 'Your account will be deleted',
      heading: 'Your account goes on {date}, {name}',
      paragraphs: ['Until then you can sign in and keep it. After that day your account, images and readings are gone for good.'],
      action: 'Keep my account',
      note: notYou,
    },
  },
};
