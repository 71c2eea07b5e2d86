import { LinkifyIt, REBuilder } from 'linkify-it';
import tlds from 'tlds' with { type: 'json' };
import { overlaps, spansOf, type Span } from '../span.js';
import {
  sourceMatchOf,
  longestMatches,
  type SourceMatch,
  type MappedText,
} from '../deobfuscation/mapped-text.js';
import { deobfuscatedTexts } from '../deobfuscation/deobfuscated-texts.js';

/** linkify-it accepts a port only behind a scheme; these patterns accept one behind a bare host as well. */
class PatternsWithPort extends REBuilder {
  override get_fuzzy_url_host_port(): RegExp {
    const { source } = super.get_fuzzy_url_host_port();
    const end = this.get_host_terminator().source;
    return new RegExp(source.slice(0, source.length - end.length) + this.get_port().source + end);
  }
}

const rebuilder = new PatternsWithPort();
const linkify = new LinkifyIt({
  tlds: [...tlds],
  fuzzyLink: true,
  fuzzyIP: true,
  urlAuth: true,
  maxLength: 512,
  rebuilder,
});

const mail = /[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![a-z0-9-])/giu;

/** `Mr.Kim` is a person, and `Dipl.Ing` a degree, although `kim` and `ing` are top-level domains. */
const personWithTitle = /^(?:mr|mrs|ms|miss|dr|prof|st|dipl)\.\p{L}+$/iu;

/** Links and e-mail addresses in the order of the text, with their places in the text as written. */
export interface LinksAndMails {
  readonly links: readonly SourceMatch[];
  readonly mails: readonly SourceMatch[];
}

/** Finds links, with or without a scheme, and e-mail addresses in the deobfuscated texts of a text. An address is no link. */
export function linksAndMailsIn(
  text: string,
  texts: readonly MappedText[] = deobfuscatedTexts(text),
): LinksAndMails {
  // The last text first, because it is the most deobfuscated: among equal matches the first one stays.
  const finds = texts.toReversed().flatMap(addressesIn);
  const found = texts.length > 1 ? longestMatches(finds) : finds.toSorted((a, b) => a.start - b.start);
  return {
    links: found.filter(({ isMail }) => !isMail).map(withoutKind),
    mails: found.filter(({ isMail }) => isMail).map(withoutKind),
  };
}

type LinkOrMail = SourceMatch & { readonly isMail: boolean };

function withoutKind({ start, end, shown }: LinkOrMail): SourceMatch {
  return { start, end, shown };
}

function addressesIn(mapped: MappedText): readonly LinkOrMail[] {
  const { text } = mapped;
  // A link needs a dot, or two slashes before a bare host or an IPv6 address.
  if (!text.includes('.') && !text.includes('//')) return [];
  const found = linkify.match(text) ?? [];
  const schemed = found.filter(({ schema }) => schema !== '' && schema !== 'mailto:').map(spanOf);
  const mails = spansOf(mail, text).filter((span) => !schemed.some((link) => overlaps(link, span)));
  const bare = found
    .filter(({ schema, raw }) => schema === '' && !personWithTitle.test(raw))
    .map(spanOf)
    .filter((link) => !mails.some((span) => overlaps(link, span)));
  const address = (isMail: boolean) => (span: Span) => ({ ...sourceMatchOf(mapped, span), isMail });
  return [...[...schemed, ...bare].map(address(false)), ...mails.map(address(true))];
}

function spanOf({ index, lastIndex }: { readonly index: number; readonly lastIndex: number }): Span {
  return { start: index, end: lastIndex };
}
