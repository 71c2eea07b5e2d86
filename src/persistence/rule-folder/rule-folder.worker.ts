import { parentPort } from 'node:worker_threads';
import type { WorkerRequest, WorkerResponse } from '../../runtime/worker-client.js';
import { answerRequest, type FolderRequest, type FolderResponse } from './folder-requests.js';

/* Its calls are synchronous: a mount that hangs holds up this thread, and no thread of the pool by which the journal writes. */
parentPort?.on('message', ({ id, body }: WorkerRequest<FolderRequest>) => {
  const response: WorkerResponse<FolderResponse> = { id, body: answerRequest(body) };
  parentPort?.postMessage(response);
});
