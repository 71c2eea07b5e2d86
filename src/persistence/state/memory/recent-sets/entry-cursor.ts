import { BLOCK_WORDS } from './block-allocator.js';
import type { BlockAllocator } from './block-allocator.js';
import type { Entry } from './entry.js';
import { ENTRY_WORDS, FIRST_ENTRY, NEXT_BLOCK } from './key-layout.js';

/** A cursor over the entries of one key: `start` puts it before the first one. */
export class EntryCursor {
  /** Word of the entry at the cursor; 0 behind the last block. */
  protected at = 0;
  private end = 0;
  /** Word of the link to the next block. */
  protected link = 0;

  constructor(protected readonly blocks: BlockAllocator) {}

  protected start(head: number): void {
    const start = head * BLOCK_WORDS;
    this.link = start + NEXT_BLOCK;
    this.at = start + FIRST_ENTRY;
    this.end = start + BLOCK_WORDS;
  }

  protected advance(): void {
    this.at += ENTRY_WORDS;
    if (this.at < this.end) return;
    const next = this.blocks.words[this.link] ?? 0;
    if (next === 0) this.at = 0;
    else this.enter(next);
  }

  protected enter(block: number): void {
    this.link = block * BLOCK_WORDS;
    this.at = this.link + 1;
    this.end = this.link + BLOCK_WORDS;
  }

  /** Frees the blocks behind the cursor's. */
  protected freeRest(): void {
    const { words } = this.blocks;
    let block = words[this.link] ?? 0;
    words[this.link] = 0;
    while (block !== 0) {
      const next = words[block * BLOCK_WORDS] ?? 0;
      this.blocks.free(block);
      block = next;
    }
  }

  protected ageAt(newest: number): number {
    return ((newest | 0) - (this.blocks.words[this.at] ?? 0)) >>> 0;
  }

  protected write(slot: number, entry: Entry): void {
    const { words } = this.blocks;
    words[slot] = entry.at | 0;
    words[slot + 1] = entry.id.low;
    words[slot + 2] = entry.id.high;
  }
}
