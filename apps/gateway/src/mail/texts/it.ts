import type { MailLanguage } from './text';

const notYou = 'Se non è opera tua, scegli subito una nuova password e chiudi le sessioni che non riconosci.';

export const it: MailLanguage = {
  code: 'it',
  direction: 'ltr',
  linkHint: 'Se il pulsante non funziona, apri questo indirizzo:',
  footer: 'Numera ha inviato questo messaggio in seguito a una richiesta fatta con questo indirizzo. Nessuno legge le risposte.',
  texts: {
    'confirm-email': {
      subject: 'Conferma il tuo indirizzo e-mail',
      heading: 'Benvenuto in Numera, {name}',
      paragraphs: [
        'Conferma che questo indirizzo è tuo e il tuo account sarà pronto. Il link vale una volta sola e per dieci minuti.',
        'Puoi accedere con questo indirizzo o con il tuo nome utente, {username}.',
      ],
      action: 'Conferma l’indirizzo',
      note: 'Se non ti sei registrato, ignora questo messaggio: senza di esso nessuno può usare l’account.',
    },
    'confirm-code': {
      subject: 'Il tuo codice Numera',
      heading: 'Il tuo codice',
      paragraphs: ['Inserisci questo codice nella pagina che lo ha chiesto. Vale una volta sola, per dieci minuti.', '{code}'],
      note: 'Non comunicare questo codice a nessuno. Se non lo hai chiesto, ignora questo messaggio.',
    },
    'reset-password': {
      subject: 'Scegli una nuova password',
      heading: 'Una nuova password, {name}',
      paragraphs: [
        'Qualcuno, probabilmente tu, ha chiesto una nuova password per il tuo account. Il link vale una volta sola, per dieci minuti.',
      ],
      action: 'Scegli una nuova password',
      note: 'Se non sei stato tu, ignora questo messaggio: la password resta quella di prima.',
    },
    'change-email': {
      subject: 'Conferma il tuo nuovo indirizzo e-mail',
      heading: 'Il tuo nuovo indirizzo, {name}',
      paragraphs: ['Conferma che questo indirizzo è tuo e il tuo account lo userà.'],
      action: 'Conferma l’indirizzo',
      note: 'Se non lo hai chiesto, ignora questo messaggio.',
    },
    'email-changed': {
      subject: 'Il tuo indirizzo e-mail è cambiato',
      heading: 'Il tuo indirizzo è cambiato, {name}',
      paragraphs: ['Il tuo account Numera usa ora un altro indirizzo e-mail. Questo non riceverà altri messaggi.'],
      note: 'Se non è opera tua, avvisa subito l’amministratore della tua installazione.',
    },
    'password-changed': {
      subject: 'La tua password è cambiata',
      heading: 'La tua password è cambiata, {name}',
      paragraphs: ['La password del tuo account Numera è nuova e le altre tue sessioni sono terminate.'],
      note: 'Se non è opera tua, chiedi subito una nuova password dalla pagina di accesso.',
    },
    'account-exists': {
      subject: 'Hai già un account',
      heading: 'Hai già un account',
      paragraphs: [
        'Qualcuno, probabilmente tu, ha provato a registrarsi con questo indirizzo. Un account c’è già: accedi o scegli una nuova password.',
      ],
      action: 'Accedi',
      note: 'Se non sei stato tu, ignora questo messaggio: non è cambiato nulla.',
    },
    'new-sign-in': {
      subject: 'Un nuovo accesso al tuo account',
      heading: 'Qualcuno ha fatto l’accesso, {name}',
      paragraphs: [
        'È stato fatto l’accesso al tuo account Numera da un dispositivo o da una rete mai visti prima.',
        '{time} · {device} · {address}',
      ],
      note: notYou,
    },
    'second-factor-added': {
      subject: 'Un secondo fattore protegge il tuo account',
      heading: 'Due passaggi per accedere, {name}',
      paragraphs: [
        'Il tuo account Numera chiede ora un secondo fattore. Conserva i codici di recupero dove li trovi anche senza telefono.',
      ],
      note: notYou,
    },
    'second-factor-removed': {
      subject: 'Il tuo secondo fattore è stato rimosso',
      heading: 'Il secondo fattore non c’è più, {name}',
      paragraphs: ['Il tuo account Numera non chiede più un secondo fattore: basta la password.'],
      note: notYou,
    },
    invitation: {
      subject: 'Entra in {workspace} su Numera',
      heading: 'Hai ricevuto un invito',
      paragraphs: ['{inviter} ti invita nell’area di lavoro {workspace}. L’invito vale solo per questo indirizzo.'],
      action: 'Guarda l’invito',
      note: 'Se non conosci né l’uno né l’altro, ignora questo messaggio.',
    },
    'deletion-requested': {
      subject: 'Il tuo account sarà eliminato',
      heading: 'Il tuo account sparirà il {date}, {name}',
      paragraphs: ['Fino ad allora puoi accedere e tenerlo. Dopo quel giorno account, immagini e letture saranno persi per sempre.'],
      action: 'Tieni il mio account',
      note: notYou,
    },
  },
};
