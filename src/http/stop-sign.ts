import { Sign } from './sign.js';

/** Raised when the service is about to stop: it still answers, but wants no new connections. */
export class StopSign extends Sign {}
