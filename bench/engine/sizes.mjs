/** Items in a callback. */
export const sizes = [1, 10, 100];
