/** Work that waits until what matters now is on the screen. */
export interface Turn {
  later(work: () => void): void;
  /** Starts the work, a piece at a time, so that the page answers in between; `done` comes when none is left. */
  end(done: () => void): void;
  /** Leaves undone what has not begun. */
  stop(): void;
}

/** Milliseconds of work after which the browser may draw: half a frame. */
const slice = 8;

export function inTurn(): Turn {
  let left: (() => void)[] = [];
  let finish = () => {};
  const run = () => {
    const until = performance.now() + slice;
    for (let next = left.shift(); next; next = left.shift()) {
      next();
      if (performance.now() > until) break;
    }
    if (left.length > 0) setTimeout(run);
    else finish();
  };
  return {
    later: (work) => left.push(work),
    end(done) {
      finish = done;
      setTimeout(run);
    },
    stop() {
      left = [];
      finish = () => {};
    },
  };
}
