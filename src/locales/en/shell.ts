export const shell = {
  "shell.pages": "Pages",
  "shell.toggle": "Show the list of pages",
  "shell.toc": "On this page",
  "shell.language": "Language",
  "shell.search": "Search",
  "shell.search.label": "Search the pages",
  "shell.search.none": "Nothing found. Try a shorter word.",
  "shell.search.close": "Close",
  "shell.search.failed": "The search did not load",
} as const;
