import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const responseAction = defineFact({
  name: 'responseAction',
  words: {
    label: 'answer',
    help: 'How the request is answered, as sent: Response_Action_Agree lets the other side add, Response_Action_AgreeAndAdd also adds the other side, Response_Action_Reject turns the request down. The platform may add others.',
  },
  type: 'text',
  suggestions: ['Response_Action_Agree', 'Response_Action_AgreeAndAdd', 'Response_Action_Reject'],
  params: noParameters,
  source: { kind: 'packet', read: ({ response }) => response.action },
});
