/** How much of a text the text facts look at, in UTF-16 units. The platform sends at most 96 bytes of remark and 30 of tag. */
export const CLIP_UNITS = 128;

/** The first `units` UTF-16 units of a text, one less where that would cut a surrogate pair. */
export function clip(text: string, units: number = CLIP_UNITS): string {
  if (text.length <= units) return text;
  const cutsPair = isHigh(text.charCodeAt(units - 1)) && isLow(text.charCodeAt(units));
  return text.slice(0, cutsPair ? units - 1 : units);
}

/** Whether text facts see a part of the text only. */
export function tooLong(text: string): boolean {
  return text.length > CLIP_UNITS;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
