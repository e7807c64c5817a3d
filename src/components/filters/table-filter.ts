/** What a reader asks of a table of published figures; an empty text asks nothing. */
export interface Asked {
  topic: string;
  tier: string;
  words: string;
}

/** Whether a row, by its topic, tier and text, is among what is asked for: every word must occur in it. */
export function matches(
  row: { topic: string; tier: string; text: string },
  { topic, tier, words }: Asked,
): boolean {
  const text = row.text.toLowerCase();
  return (
    (topic === "" || row.topic === topic) &&
    (tier === "" || row.tier === tier) &&
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  );
}

/** Hides the rows of the page's table that the form does not ask for, and says how many are left. */
export function filterTableRows(form: HTMLFormElement): void {
  const fields = new FormData(form);
  const asked = (["topic", "tier", "words"] as const).map((name) => [name, String(fields.get(name) ?? "")]);
  const rows = document.querySelectorAll<HTMLElement>("table[data-filterable] tbody tr");
  let left = 0;
  for (const row of rows) {
    const { topic = "", tier = "" } = row.dataset;
    row.hidden = !matches({ topic, tier, text: row.textContent ?? "" }, Object.fromEntries(asked));
    if (!row.hidden) left++;
  }
  const status = form.querySelector("[role=status]");
  if (status) status.textContent = (status.textContent ?? "").replace(/[\d,.\s\u202f]*\d/, String(left));
}
