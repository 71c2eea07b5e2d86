import { invisibleIn, withInvisible } from '../../dist/src/moderation/text/invisible.js';

const CELL = { width: 34, height: 34 };
const ROW = 104;
const LEFT = 16;
const WIDTH = 760;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Rows of a text as it was sent, the part that was found marked, and below it what its characters were read as. */
export function pictureOf(rows) {
  const height = rows.length * ROW + 8;
  const body = rows.map((row, at) => rowOf(row, 8 + at * ROW)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif">
<style>
.page{fill:#fff}.cell{fill:#f4f5f7;stroke:#d5d9e0}.hit{fill:#fde8e4;stroke:#d9533b}.skip{fill:#fff;stroke:#d9533b;stroke-dasharray:3 3}
.sent{font-size:17px;fill:#1b1f27}.as{font-size:15px;fill:#b3341d}.tiny{font-size:8px;fill:#b3341d}.label{font-size:13px;fill:#5b6472}
</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
${body}
</svg>
`;
}

function rowOf({ term, text, find }, top) {
  const form = find === null ? 'not found' : `${find.form} form`;
  const label = `<text class="label" x="${LEFT}" y="${top + 14}">${escaped(term)} — ${form}</text>`;
  const cells = cellsOf(text, find).map((cell, at) => cellAt(cell, LEFT + at * CELL.width, top + 24));
  return [label, ...cells].join('\n');
}

/** One cell for each grapheme; an invisible character has a cell of its own. */
function cellsOf(text, find) {
  return [...graphemes.segment(text)].flatMap(({ segment, index }) => {
    const inside = find !== null && index >= find.span.start && index < find.span.end;
    const part = find?.parts.find(({ span }) => index >= span.start && index < span.end);
    const seen = segment.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '');
    const unseen = invisibleIn(segment).map((sign) => ({
      sent: '',
      code: sign.split(' ')[0],
      inside,
      as: '',
    }));
    return [...(seen === '' ? [] : [{ sent: seen, inside, as: part?.as ?? '' }]), ...unseen];
  });
}

function cellAt({ sent, code, inside, as }, x, y) {
  const kind = !inside ? 'cell' : as === '' ? 'skip' : 'hit';
  const middle = x + CELL.width / 2;
  const box = `<rect class="${kind}" x="${x + 1}" y="${y}" width="${CELL.width - 2}" height="${CELL.height}" rx="4"/>`;
  const shown = code === undefined ? sent : code;
  const size = code === undefined ? 'sent' : 'tiny';
  const text = `<text class="${size}" x="${middle}" y="${y + 23}" text-anchor="middle">${escaped(withInvisible(shown))}</text>`;
  const below =
    as === '' || as === sent
      ? ''
      : `<text class="as" x="${middle}" y="${y + CELL.height + 19}" text-anchor="middle">${escaped(as)}</text>`;
  return box + text + below;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
