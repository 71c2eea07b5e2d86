/** Remarks that nobody minds, in many languages: what a list finds among them, it finds by mistake. */
export const innocentRemarks: readonly string[] = [
  'Ann from school',
  'met in Scunthorpe',
  'pen is on the table',
];
