import { createRequire } from 'node:module';
import { z } from 'zod';

/** Bytes that are looked at: an encoding shows early. */
const SAMPLE_BYTES = 65_536;

/** The names that editors and spreadsheets show. */
const commonNames: ReadonlyMap<string, string> = new Map([
  ['CP949', 'EUC-KR'],
  ['GB2312', 'GB18030'],
  ['GBK', 'GB18030'],
  ['CP932', 'Shift_JIS'],
]);

const detectionSchema = z.object({ encoding: z.string().nullable() });
const moduleSchema = z.object({
  detect: z.function({ input: [z.instanceof(Buffer)], output: detectionSchema }),
});

/** The encoding in which bytes that are not UTF-8 are probably written; `null` where nothing fits. */
export function guessEncoding(bytes: Buffer): string | null {
  // Loaded only for a file that is refused anyway: its models take 60 MB.
  const { detect } = moduleSchema.parse(createRequire(import.meta.url)('jschardet'));
  const { encoding } = detect(bytes.subarray(0, SAMPLE_BYTES));
  return encoding === null ? null : (commonNames.get(encoding) ?? encoding);
}
