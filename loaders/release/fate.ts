/** What is decided of a cell. */
export const fate = { none: 0, published: 1, withheld_size: 2, withheld_others: 3 } as const;
