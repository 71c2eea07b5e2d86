import type { FactValues } from '../../model/fact-values.js';
import type { FriendResponse, UserText } from '../../model/callback.js';
import { defineFact, type Fact, type ItemView, type ValueType } from '../../model/fact.js';
import type { Json } from '../../model/json.js';
import { textOf, type Text } from '../../text/text.js';
import { noParameters } from '../no-parameters.js';

/** The fields of a friend response that hold text of the user, and what staff call them. */
export const textFields = {
  remark: 'remark',
  tagName: 'tag',
} as const satisfies { readonly [field in UserText]: string };

/** Says about both text fields that a fact is `null` when the field is absent. */
export function nullWhenAbsent(field: UserText): string {
  return `the response has no ${textFields[field]}`;
}

/** The definition of a fact about a text: its name after the field's, its words, and how to read it off the text. */
export interface TextFactDefinition {
  readonly suffix: string;
  readonly type: ValueType;
  /** `{text}` stands for what staff call the field. */
  readonly label: string;
  readonly help: string;
  readonly values?: FactValues;
  read(text: Text): Json;
}

/** The two facts, about the remark and about the tag, that read the same from either text. */
export function defineTextFacts(reading: TextFactDefinition): readonly Fact[] {
  return (['remark', 'tagName'] as const).map((field) => {
    const inWords = (words: string) => words.replaceAll('{text}', textFields[field]);
    return defineFact({
      name: field + reading.suffix,
      words: { label: inWords(reading.label), help: inWords(reading.help) },
      type: reading.type,
      nullWhen: nullWhenAbsent(field),
      ...(reading.values === undefined ? {} : { values: reading.values }),
      params: noParameters,
      source: { kind: 'packet', read: (view) => readText(view, field, (text) => reading.read(text)) },
    });
  });
}

/** A text of the user; `null` when it is absent. Throws when the packet has something else in its place: then the fact is unknown. */
export function userTextOf(response: FriendResponse, field: UserText): string | null {
  if (response.unreadable?.includes(field)) throw new TypeError(`${field} is not text`);
  return response[field];
}

/** Reads a text field; `null` when the field is absent. */
function readText(view: ItemView, field: UserText, read: (text: Text) => Json): Json {
  const sent = userTextOf(view.response, field);
  return sent === null ? null : read(textOf(sent));
}
