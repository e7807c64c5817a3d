export const reported = {} as const;
