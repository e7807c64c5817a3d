export const shell = {
  "shell.pages": "Pages",
  "shell.toggle": "Show the list of pages",
  "shell.toc": "On this page",
  "shell.language": "Language",
} as const;
