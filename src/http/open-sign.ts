import { Sign } from './sign.js';

/** Raised once the callbacks' port takes connections: a packet that was sent before is refused. */
export class OpenSign extends Sign {}
