/**
 * Creates the files of the trial storage in the folder `argv[2]`, then ends. It is a process of its own because initdb is a second
 * PGlite, with a copy of all files in memory: 600 MB that a thread would leave to the service.
 */
import { PGlite } from '@electric-sql/pglite';
import { pgliteOptions } from './pglite-options.js';

const [, , directory = ''] = process.argv;
const db = await PGlite.create(pgliteOptions(directory));
await db.close();
