/** A remark with nothing to object to. */
export interface InnocentRemark {
  readonly text: string;
  /** By BCP 47; `und` for what is of no language. */
  readonly language: string;
}
