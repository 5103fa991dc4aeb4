/** Code points against UTF-16: the data counts the first, JavaScript the second. */

/** A text that is cut at offsets in code points. */
export class PointText {
  /** The UTF-16 offset of each code point, or null where the two are the same. */
  private readonly units: Uint32Array | null;
  readonly length: number;

  constructor(readonly text: string) {
    const points = countPoints(text);
    this.length = points;
    this.units = points === text.length ? null : unitsOf(text, points);
  }

  /** The UTF-16 offset of the code point at `point`. */
  unit(point: number): number {
    const at = Math.max(0, Math.min(point, this.length));
    return this.units ? (this.units[at] as number) : at;
  }

  /** The code point that holds the UTF-16 unit at `unit`: the inverse of `unit`. */
  point(unit: number): number {
    if (!this.units) return Math.max(0, Math.min(unit, this.length));
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.units[middle] as number) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

function isPair(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

function countPoints(text: string): number {
  let points = 0;
  for (let unit = 0; unit < text.length; unit += isPair(text, unit) ? 2 : 1) points++;
  return points;
}

function unitsOf(text: string, points: number): Uint32Array {
  const units = new Uint32Array(points + 1);
  let unit = 0;
  for (let point = 0; point < points; point++) {
    units[point] = unit;
    unit += isPair(text, unit) ? 2 : 1;
  }
  units[points] = text.length;
  return units;
}
