const year = '(?:19|20)[0-9]{2}';
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12][0-9]|3[01])';

const shapes = [
  new RegExp(`^${year}([ .-]{0,2})${month}\\1${day}$`, 'u'),
  new RegExp(`^${day}([ .-]{1,2})${month}\\1${year}$`, 'u'),
  new RegExp(`^${month}([ .-]{1,2})${day}\\1${year}$`, 'u'),
  new RegExp(`^${year}[ -]{1,3}${year}$`, 'u'),
];

/** Whether digits are written like a day (`2024-05-01`, `20240501`, `1.5.2024`) or like two years (`2019-2023`). */
export function looksLikeDate(digits: string): boolean {
  return shapes.some((shape) => shape.test(digits));
}
