import { describeError } from '../../../runtime/describe-error.js';
import { errorCode } from '../../../runtime/error-code.js';

/** The advice to an operator, by the code of the error: SQLSTATE, or the code of a failed connection. */
const advice: Readonly<Record<string, string>> = {
  '28P01': 'the password of DATABASE_URL is wrong',
  '28000': 'the server does not let the user of DATABASE_URL in: look at its role and at pg_hba.conf',
  '3D000': 'the database of DATABASE_URL does not exist: create it',
  '42501': 'the user of DATABASE_URL lacks a permission: it must own the database and its tables',
  '53300': 'the server has no connection left: raise max_connections, or end other clients',
  '53100': 'the disk of the database is full',
  '25006': 'the database is read-only',
  '55P03': 'another session holds a lock on a table',
  '57014': 'a statement took too long',
  '57P03': 'the server is starting up or shutting down',
  '42P01': 'a table is missing',
  '3F000': 'the schema is missing',
  ENOTFOUND: 'the host of DATABASE_URL has no address',
  EAI_AGAIN: 'the host of DATABASE_URL cannot be looked up now',
  ECONNREFUSED: 'nothing listens at the host and port of DATABASE_URL',
  EHOSTUNREACH: 'the host of DATABASE_URL cannot be reached',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'the certificate of the server is self-signed: name its authority by sslrootcert',
  SELF_SIGNED_CERT_IN_CHAIN:
    'the authority of the certificate of the server is not trusted: name it by sslrootcert',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the authority of the certificate of the server is not trusted: name it by sslrootcert',
};

/** An error of the database in plain words, with what the server says of it. */
export function explainDatabaseError(error: unknown): string {
  const said = describeError(error);
  if (said.includes('client password must be a string'))
    return 'DATABASE_URL has no password, and the server wants one';
  const plain = adviceFor(error);
  if (plain === null) return said;
  return said === '' ? plain : `${plain} (${said})`;
}

function adviceFor(error: unknown): string | null {
  const code = errorCode(error);
  if (code !== null && Object.hasOwn(advice, code)) return advice[code] ?? null;
  if (error instanceof AggregateError) return adviceFor(error.errors[0]);
  return error instanceof Error && error.cause !== undefined ? adviceFor(error.cause) : null;
}
