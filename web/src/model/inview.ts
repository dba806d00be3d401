/*
 * Which rows of a long list are in view: only these are drawn. All rows have one height, in pixels.
 */

export interface Rows {
  first: number;
  /** One behind the last. */
  end: number;
  /** The room of the rows that are not drawn. */
  before: number;
  after: number;
}

/** With `spare` rows above and below, so that a quick wheel meets no gap. */
export function rowsInView(top: number, height: number, row: number, total: number, spare: number): Rows {
  const first = clamp(Math.floor(top / row) - spare, total);
  const end = clamp(Math.ceil((top + height) / row) + spare, total);
  return { first, end, before: first * row, after: (total - end) * row };
}

function clamp(index: number, total: number): number {
  return Math.max(0, Math.min(total, index));
}

/** Where to scroll so that the row is whole below a head that stays; as it is when it is already. */
export function scrollFor(index: number, top: number, height: number, row: number, head: number): number {
  const highest = index * row;
  const lowest = head + (index + 1) * row - height;
  return Math.max(0, highest < top ? highest : lowest > top ? lowest : top);
}
