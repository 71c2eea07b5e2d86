import type { MigrationInterface } from 'typeorm';
import { CreateDecision1763800000000 } from '../../../../migrations/1763800000000-create-decision.js';
import { CreateEvent1763800001000 } from '../../../../migrations/1763800001000-create-event.js';
import { CreateBlocklistDeletion1763800002000 } from '../../../../migrations/1763800002000-create-blocklist-deletion.js';
import { CreateShadowMatch1763800003000 } from '../../../../migrations/1763800003000-create-shadow-match.js';
import { CreateRuleSet1763800004000 } from '../../../../migrations/1763800004000-create-rule-set.js';
import { CreateJournalReject1763800005000 } from '../../../../migrations/1763800005000-create-journal-reject.js';
import { CreatePartitionFunctions1763800006000 } from '../../../../migrations/1763800006000-create-partition-functions.js';
import { CreateAccountHistory1763800007000 } from '../../../../migrations/1763800007000-create-account-history.js';
import { CreateReplica1763900001000 } from '../../../../migrations/1763900001000-create-replica.js';
import { CreateLabelChange1763900002000 } from '../../../../migrations/1763900002000-create-label-change.js';
import { DeflateListRevision1764100000000 } from '../../../../migrations/1764100000000-deflate-list-revision.js';
import { CountCopiesOnce1764300000000 } from '../../../../migrations/1764300000000-count-copies-once.js';
import { RecordControlsAndReferences1764400000000 } from '../../../../migrations/1764400000000-record-controls-and-references.js';

/** All migrations, oldest first. Append only. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateDecision1763800000000,
  CreateEvent1763800001000,
  CreateBlocklistDeletion1763800002000,
  CreateShadowMatch1763800003000,
  CreateRuleSet1763800004000,
  CreateJournalReject1763800005000,
  CreatePartitionFunctions1763800006000,
  CreateAccountHistory1763800007000,
  CreateReplica1763900001000,
  CreateLabelChange1763900002000,
  DeflateListRevision1764100000000,
  CountCopiesOnce1764300000000,
  RecordControlsAndReferences1764400000000,
];
