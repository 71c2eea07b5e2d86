import { atSignsBeforeDomains, atSignsBeforeDots } from './at-signs.js';
import { dots } from './dots.js';
import { messengerHint, messengers } from './messengers.js';
import { rewrite, type Rewriting } from './rewrite.js';
import type { MappedText } from './mapped-text.js';
import { spelledOut } from './spelled-out.js';

const addressHint =
  /[a-z0-9][。·•⋅∙・۔●‧][a-z0-9]|[([{<【「〔] ?(?:at|dot|d0t|[@.,。·•点點艾닷])|[ _*~|-]dot[ _*~|-]|[点點닷쩜점トท] {0,2}[a-z컴コ]|どっと|نقطة|डॉट|точка|дот ?к|punkt|punto|ponto|nokta|chấm| \. {0,2}[a-z]|\. {1,2}[a-z]{2,10}(?:$|[/\u0080-\uffff])|,(?:com|net|org)|[ ,*_](?:ly|me|com|net|cc|xyz|cn|ru|gg|gl)\/|www[ .]|\.c0m|\.сом|h(?:xx|tt|\*\*|\+\+|__)ps?[ [(:：;]/iu;
const atHint = /[ @](?:at |@)|@ |艾特|小老鼠|골뱅이|アット|собака/iu;
const spelledHint = /[^\p{L}\p{N}@]\p{L}[^\p{L}\p{N}@]{1,2}[\p{L}0-9][^\p{L}\p{N}@]/u;

const stages: readonly { readonly hint: RegExp; readonly rewritings: readonly Rewriting[] }[] = [
  { hint: spelledHint, rewritings: spelledOut },
  { hint: messengerHint, rewritings: messengers },
  { hint: addressHint, rewritings: [...atSignsBeforeDots, ...dots] },
  { hint: atHint, rewritings: atSignsBeforeDomains },
];

/** The text without disguises of links and contacts; the same object when it has none. */
export function deobfuscate(text: MappedText): MappedText {
  return stages.reduce(
    (made, { hint, rewritings }) => (hint.test(made.text) ? rewrite(made, rewritings) : made),
    text,
  );
}
