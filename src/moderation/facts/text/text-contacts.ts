import { wholeNumbers } from '../../model/fact-values.js';
import { CLIP_UNITS } from '../../text/clip.js';
import { defineTextFacts } from './text-facts.js';

export const textContacts = defineTextFacts({
  suffix: 'Contacts',
  type: 'texts',
  label: 'contacts in the {text}',
  help: 'Ways to reach somebody outside the app that the {text} holds, in its order: e-mail addresses, telephone numbers of 7 to 15 digits, handles of WeChat, QQ, Telegram, WhatsApp, Line and KakaoTalk. One in disguise counts, and is given as it is read: “一三八零零一三八零零零” as “13800138000”, “薇信 abc123” as “微信 abc123”. Guessed from shape, so mistakes happen both ways.',
  read: (text) => text.contacts,
});

export const textContactCounts = defineTextFacts({
  suffix: 'ContactCount',
  type: 'number',
  values: wholeNumbers(0, CLIP_UNITS),
  label: 'number of contacts in the {text}',
  help: 'How many contacts the {text} holds: e-mail addresses, telephone numbers, handles of messengers.',
  read: (text) => text.contacts.length,
});
