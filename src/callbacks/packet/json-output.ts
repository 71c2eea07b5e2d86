/** Text under construction, unit by unit, whose end can be taken back. */
export class JsonOutput {
  private units: Uint16Array;
  /** UTF-16 units written so far. */
  length = 0;

  /** @param expected UTF-16 units that it will probably have */
  constructor(expected: number) {
    this.units = new Uint16Array(expected + 64);
  }

  push(unit: number): void {
    if (this.length === this.units.length) this.grow();
    this.units[this.length++] = unit;
  }

  pushText(text: string): void {
    for (let index = 0; index < text.length; index += 1) this.push(text.charCodeAt(index));
  }

  /** Takes back all that was written since it had this length. */
  truncate(length: number): void {
    this.length = length;
  }

  text(): string {
    const { buffer, byteOffset } = this.units;
    return Buffer.from(buffer, byteOffset, this.length * 2).toString('utf16le');
  }

  private grow(): void {
    const larger = new Uint16Array(this.units.length * 2);
    larger.set(this.units);
    this.units = larger;
  }
}
