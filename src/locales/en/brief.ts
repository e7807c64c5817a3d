/** The printed briefing of one area. */
export const brief = {
  "brief.title": "{area}: briefing",
  "brief.scope": "Briefing for {period} · release {release}",
  "brief.changed": "What changed",
  "brief.none": "Nothing can be compared with a year earlier: values are withheld or were not reported.",
  "brief.beside": "Beside the whole",
  "brief.attention": "What needs attention",
  "brief.sources": "Sources",
} as const;
