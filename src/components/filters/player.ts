/** Calls `tick` again and again, so many milliseconds apart, until the function that it returns is called. */
export type Every = (milliseconds: number, tick: () => void) => () => void;

export interface Player {
  playing(): boolean;
  start(): void;
  stop(): void;
}

/** Advances once a second until `advance` says that this was the last step, or somebody stops it. */
export function player(every: Every, advance: () => boolean, changed: (playing: boolean) => void): Player {
  let cancel: (() => void) | undefined;
  const stop = () => {
    if (!cancel) return;
    cancel();
    cancel = undefined;
    changed(false);
  };
  const start = () => {
    if (cancel) return;
    cancel = every(1000, () => {
      if (!advance()) stop();
    });
    changed(true);
  };
  return { playing: () => cancel !== undefined, start, stop };
}
