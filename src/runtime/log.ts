/** What happened, for operators; pino's loggers fit. Levels by frequency: error = wake somebody. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
