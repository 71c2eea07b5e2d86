import { createRequire } from 'node:module';
import { LinkifyIt } from 'linkify-it';
import { z } from 'zod';
import { overlaps, spansOf, type Span } from './span.js';

// The package is a JSON file, which Node 20 imports with a warning only.
const tlds = z.array(z.string()).parse(createRequire(import.meta.url)('tlds'));
const linkify = new LinkifyIt({ tlds, fuzzyLink: true, fuzzyIP: true, urlAuth: true, maxLength: 512 });

const mail = /[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![a-z0-9-])/giu;

/** `Mr.Kim` is a person, although `kim` is a top-level domain. */
const personWithTitle = /^(?:mr|mrs|ms|miss|dr|prof|st)\.\p{L}+$/iu;

/** What leads somewhere from a text. */
export interface Ways {
  readonly links: readonly Span[];
  readonly mails: readonly Span[];
}

/** Finds links, with or without a scheme, and e-mail addresses, which are not links. */
export function waysIn(text: string): Ways {
  // A link needs a dot, or two slashes before a bare host or an IPv6 address.
  if (!text.includes('.') && !text.includes('//')) return { links: [], mails: [] };
  const found = linkify.match(text) ?? [];
  const schemed = found.filter(({ schema }) => schema !== '' && schema !== 'mailto:').map(spanOf);
  const mails = spansOf(mail, text).filter((span) => !schemed.some((link) => overlaps(link, span)));
  const bare = found
    .filter(({ schema, raw }) => schema === '' && !personWithTitle.test(raw))
    .map(spanOf)
    .filter((link) => !mails.some((span) => overlaps(link, span)));
  return { links: [...schemed, ...bare].toSorted((a, b) => a.start - b.start), mails };
}

function spanOf({ index, lastIndex }: { readonly index: number; readonly lastIndex: number }): Span {
  return { start: index, end: lastIndex };
}
