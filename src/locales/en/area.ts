export const area = {
  "area.contents": "On this page",
  "area.places": "All places",
  "area.share": "{what}: {share} of the whole of {whole}.",
  "area.level": "{what}: {own}; in the whole of {whole} {value}.",
} as const;
