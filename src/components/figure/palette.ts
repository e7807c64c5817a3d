/**
 * The light colours of the style sheet, for a drawing that leaves the page: the programs that open it may know
 * no style sheet, and paper is light whatever the reader's screen.
 */
export const palette: Record<string, string> = {
  paper: "#fff",
  panel: "#f6f7f8",
  ink: "#16202b",
  "ink-2": "#566270",
  rule: "#aeb7c0",
  grid: "#e6e9ec",
  main: "#1a5e9c",
  "main-soft": "#a9c8e4",
  before: "#6d7883",
  apart: "#a85a00",
  limit: "#b3361c",
  synthetic: "#7a3e9d",
  "hue-1": "#1a5e9c",
  "hue-2": "#8a5a00",
  "hue-3": "#00705a",
  "hue-4": "#8b4577",
  "hue-5": "#56606b",
  "hue-6": "#9a3324",
  "hue-7": "#4b6a1a",
  "on-tone": "#fff",
  "step-1": "#e8f0f7",
  "step-2": "#c3d8ea",
  "step-3": "#93b8d8",
  "step-4": "#3f7fb5",
  "step-5": "#17507f",
};
