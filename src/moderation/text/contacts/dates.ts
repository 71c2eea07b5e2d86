const year = '(?:19|20)[0-9]{2}';
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12][0-9]|3[01])';

/** Years of the Persian and Islamic calendars, and of the Thai one. */
const otherYear = '(?:1[34]|25)[0-9]{2}';

/** Half past twelve, up to the colon if there is one. */
const time = '(?: {1,2}[0-2]?[0-9](?:[ .-]?[0-5][0-9])?)?';

const shapes = [
  new RegExp(`^${year}([ .-]{0,2})${month}\\1${day}${time}$`, 'u'),
  new RegExp(`^${day}([ .-]{1,2})${month}\\1${year}${time}$`, 'u'),
  new RegExp(`^${month}([ .-]{1,2})${day}\\1${year}${time}$`, 'u'),
  new RegExp(`^${otherYear}([ .-]{1,2})${month}\\1${day}${time}$`, 'u'),
  new RegExp(`^${day}([ .-]{1,2})${month}\\1${otherYear}${time}$`, 'u'),
  new RegExp(`^${year}[ -]{1,3}${year}$`, 'u'),
];

/** Whether digits are written like a day (`2024-05-01`, `20240501`, `1.5.2024`), with a time or without, or like two years (`2019-2023`). */
export function looksLikeDate(digits: string): boolean {
  return shapes.some((shape) => shape.test(digits));
}
