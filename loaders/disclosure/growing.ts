/** Pairs of an index and a residue, appended to without copying more than twice. */
export class Pairs {
  index = new Int32Array(1024);
  value = new Float64Array(1024);
  length = 0;

  push(index: number, value: number): void {
    if (this.length === this.index.length) {
      const [index, value] = [this.index, this.value];
      this.index = new Int32Array(2 * this.length);
      this.index.set(index);
      this.value = new Float64Array(2 * this.length);
      this.value.set(value);
    }
    this.index[this.length] = index;
    this.value[this.length++] = value;
  }
}

/** A heap of numbers by key, smallest key first, the smaller number first among equals. */
export class Heap {
  private keys: number[] = [];
  private items: number[] = [];

  get size(): number {
    return this.keys.length;
  }

  clear(): void {
    this.keys.length = 0;
    this.items.length = 0;
  }

  push(key: number, item: number): void {
    const { keys, items } = this;
    let i = keys.length;
    keys.push(key);
    items.push(item);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (keys[up]! < key || (keys[up]! === key && items[up]! <= item)) break;
      keys[i] = keys[up]!;
      items[i] = items[up]!;
      i = up;
    }
    keys[i] = key;
    items[i] = item;
  }

  /** Key of the next item, which must exist. */
  get key(): number {
    return this.keys[0]!;
  }

  /** Takes the next item, which must exist. */
  pop(): number {
    const { keys, items } = this;
    const first = items[0]!;
    const key = keys.pop()!;
    const item = items.pop()!;
    const size = keys.length;
    if (size === 0) return first;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= size) break;
      const right = down + 1;
      if (
        right < size &&
        (keys[right]! < keys[down]! || (keys[right]! === keys[down]! && items[right]! < items[down]!))
      ) {
        down = right;
      }
      if (key < keys[down]! || (key === keys[down]! && item <= items[down]!)) break;
      keys[i] = keys[down]!;
      items[i] = items[down]!;
      i = down;
    }
    keys[i] = key;
    items[i] = item;
    return first;
  }
}
