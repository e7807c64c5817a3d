/** What a reader asks of a table of published figures; an empty text asks nothing. */
export interface Asked {
  topic: string;
  tier: string;
  area: string;
  /** First and last year that a figure may touch. */
  from: string;
  to: string;
  words: string;
}

/** What a row of the table says of its figure: codes, the area's name, and the years that it covers. */
export interface Listed {
  topic: string;
  tier: string;
  area: string;
  start: string;
  end: string;
  text: string;
}

const names = ["topic", "tier", "area", "from", "to", "words"] as const;

/** Whether a row is among what is asked for: every word must occur in it, and its years must touch those asked. */
export function matches(row: Listed, asked: Partial<Asked>): boolean {
  const { topic = "", tier = "", area = "", from = "", to = "", words = "" } = asked;
  const text = row.text.toLowerCase();
  return (
    (topic === "" || row.topic === topic) &&
    (tier === "" || row.tier === tier) &&
    (area === "" || row.area === area) &&
    (from === "" || row.end >= from) &&
    (to === "" || row.start <= to) &&
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  );
}

/** Hides the rows of the page's table that the form does not ask for, and says how many are left. */
export function filterTableRows(form: HTMLFormElement): void {
  const fields = new FormData(form);
  const asked = Object.fromEntries(names.map((name) => [name, String(fields.get(name) ?? "")]));
  const rows = document.querySelectorAll<HTMLElement>("table[data-filterable] tbody tr");
  let left = 0;
  for (const row of rows) {
    const { topic = "", tier = "", area = "", start = "", end = "" } = row.dataset;
    row.hidden = !matches({ topic, tier, area, start, end, text: row.textContent ?? "" }, asked);
    if (!row.hidden) left++;
  }
  const status = form.querySelector("[role=status]");
  if (status) status.textContent = (status.textContent ?? "").replace(/[\d,.\s\u202f]*\d/, String(left));
}
