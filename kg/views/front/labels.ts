/** Where the words beside shapes go so that they do not lie on one another; the first ones choose first. */

export interface Box {
  x: number;
  y: number;
  radius: number;
  /** Of the words, in pixels. */
  width: number;
}

export interface Place {
  dx: number;
  dy: number;
  anchor: "middle" | "start" | "end";
}

type Rectangle = [left: number, top: number, right: number, bottom: number];

const HEIGHT = 15;
const CELL = 80;
const ROUNDS = 120;

/** For each box the place of its words relative to its centre, null where there is no room for them. */
export function placed(boxes: Box[], width: number, height: number): (Place | null)[] {
  const taken = new Taken();
  for (const { x, y, radius } of boxes) taken.add([x - radius, y - radius, x + radius, y + radius]);
  return boxes.map((box) => {
    if (box.x < 0 || box.y < 0 || box.x > width || box.y > height) return null;
    for (const place of places(box)) {
      const room = rectangle(box, place);
      if (room[0] < 0 || room[1] < 0 || room[2] > width || room[3] > height || taken.meets(room)) continue;
      taken.add(room);
      return place;
    }
    return null;
  });
}

/** The centres moved so that shapes, each with a line of words below it, lie on one another as little as possible. */
export function apart(boxes: Box[], width: number, height: number): [number, number][] {
  const half = boxes.map(({ radius, width: wide }) => [Math.max(radius, Math.min(wide, 90) / 2) + 3, radius + HEIGHT / 2 + 3] as const);
  const centres = boxes.map(({ x, y }): [number, number] => [x, y]);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let a = 0; a < centres.length; a++) {
      for (let b = a + 1; b < centres.length; b++) moved = push(centres[a], centres[b], half[a], half[b]) || moved;
    }
    centres.forEach((centre, at) => {
      centre[0] = Math.max(half[at][0], Math.min(width - half[at][0], centre[0]));
      centre[1] = Math.max(half[at][1], Math.min(height - half[at][1] - HEIGHT, centre[1]));
    });
    if (!moved) break;
  }
  return centres;
}

/** Push two boxes apart the shorter way, half of it now. */
function push(a: [number, number], b: [number, number], [aw, ah]: readonly [number, number], [bw, bh]: readonly [number, number]): boolean {
  const over = aw + bw - Math.abs(a[0] - b[0]);
  const under = ah + bh - Math.abs(a[1] - b[1]);
  if (over <= 0 || under <= 0) return false;
  const axis = over < under ? 0 : 1;
  const by = (Math.min(over, under) / 4) * (a[axis] <= b[axis] ? -1 : 1);
  a[axis] += by;
  b[axis] -= by;
  return true;
}

function places({ radius }: Box): Place[] {
  return [
    { dx: 0, dy: radius + 14, anchor: "middle" },
    { dx: radius + 5, dy: 4, anchor: "start" },
    { dx: 0, dy: -radius - 6, anchor: "middle" },
    { dx: -radius - 5, dy: 4, anchor: "end" },
  ];
}

function rectangle({ x, y, width }: Box, { dx, dy, anchor }: Place): Rectangle {
  const left = x + dx - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  return [left, y + dy - 12, left + width, y + dy - 12 + HEIGHT];
}

/** Rectangles by the cells of a grid that they touch, so that only near ones are compared. */
class Taken {
  private readonly cells = new Map<string, Rectangle[]>();

  add(box: Rectangle): void {
    for (const cell of cellsOf(box)) {
      const list = this.cells.get(cell);
      if (list) list.push(box);
      else this.cells.set(cell, [box]);
    }
  }

  meets([left, top, right, bottom]: Rectangle): boolean {
    return cellsOf([left, top, right, bottom]).some((cell) =>
      this.cells.get(cell)?.some((other) => left < other[2] && right > other[0] && top < other[3] && bottom > other[1]));
  }
}

function cellsOf([left, top, right, bottom]: Rectangle): string[] {
  const found: string[] = [];
  for (let x = Math.floor(left / CELL); x <= right / CELL; x++) {
    for (let y = Math.floor(top / CELL); y <= bottom / CELL; y++) found.push(`${x} ${y}`);
  }
  return found;
}
