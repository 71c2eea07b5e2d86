/** The result codes of an answer's body, in order. */
export function codesIn(body: string): readonly number[] {
  const { ResultItem }: { ResultItem: readonly { ResultCode: number }[] } = JSON.parse(body);
  return ResultItem.map(({ ResultCode }) => ResultCode);
}
