import type { FriendResponse, UserText } from '../../model/callback.js';
import { defineFact, type Fact } from '../../model/fact.js';
import { clip, CLIP_UNITS } from '../../text/clip.js';
import { noParameters } from '../no-parameters.js';
import { nullWhenAbsent, userTextOf } from './text-facts.js';

const help = 'as sent, up to its first 128 UTF-16 units. Letters keep their case and width.';

export const remark: Fact = defineFact({
  name: 'remark',
  words: { label: 'remark', help: `The note that the answering account keeps about the other one, ${help}` },
  type: 'text',
  values: { kind: 'text', maxUnits: CLIP_UNITS, isLowerCase: false },
  nullWhen: nullWhenAbsent('remark'),
  params: noParameters,
  source: {
    kind: 'packet',
    read: ({ response }) => clippedText(response, 'remark'),
  },
});

export const tagName: Fact = defineFact({
  name: 'tagName',
  words: { label: 'tag', help: `The friend list that the other account is put into, ${help}` },
  type: 'text',
  values: { kind: 'text', maxUnits: CLIP_UNITS, isLowerCase: false },
  nullWhen: nullWhenAbsent('tagName'),
  params: noParameters,
  source: {
    kind: 'packet',
    read: ({ response }) => clippedText(response, 'tagName'),
  },
});

function clippedText(response: FriendResponse, field: UserText): string | null {
  const sent = userTextOf(response, field);
  return sent === null ? null : clip(sent);
}
