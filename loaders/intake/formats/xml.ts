/** What a scanner calls for each piece of a document. Names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

const longestTag = 1 << 16;
const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Text with its five named and its numbered character references resolved. */
export const unescapeXml = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
        if (name) return entities[name] ?? whole;
        const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
      })
    : text;

const attributePatterns = new Map<string, RegExp>();

/** The value of an attribute in a tag's text; `name` is a regular expression for its full name. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = attributePatterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    attributePatterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? unescapeXml(found[1] ?? found[2]!) : undefined;
}

/**
 * Walks through XML as it arrives: elements, text and CDATA. Comments and instructions are passed over; a
 * document type is an error, so no entity can be declared. Not a validator: for well-formed parts of workbooks.
 */
export class XmlScanner {
  private rest = "";

  constructor(private readonly handler: XmlHandler) {}

  push(text: string): void {
    const held = this.rest + text;
    let at = 0;
    for (;;) {
      const tag = held.indexOf("<", at);
      if (tag < 0) break;
      if (tag > at) this.handler.text(unescapeXml(held.slice(at, tag)));
      at = tag;
      const end = this.tag(held, tag);
      if (end < 0) break;
      at = end;
    }
    const waiting = held.indexOf("<", at) === at;
    this.rest = held.slice(at);
    if (waiting && this.rest.length > longestTag && !/^<!(--|\[CDATA\[)/.test(this.rest))
      throw new SyntaxError("a tag without an end");
  }

  /** Where the tag that begins at `from` ends, or -1 where it has not arrived whole. */
  private tag(held: string, from: number): number {
    if (held.startsWith("<!--", from)) return after(held, "-->", from);
    if (held.startsWith("<?", from)) return after(held, "?>", from);
    if (held.startsWith("<![CDATA[", from)) {
      const end = after(held, "]]>", from);
      if (end > 0) this.handler.text(held.slice(from + 9, end - 3));
      return end;
    }
    if (held.startsWith("<!DOCTYPE", from)) throw new SyntaxError("a document type");
    if (held.length - from < 9 && held[from + 1] === "!") return -1;
    let end = held.indexOf(">", from);
    while (end > 0 && endsInQuotes(held, from, end)) end = held.indexOf(">", end + 1);
    if (end < 0) return -1;
    if (held[from + 1] === "/") {
      this.handler.close(local(held.slice(from + 2, end).trim()));
      return end + 1;
    }
    const empty = held[end - 1] === "/";
    const tag = held.slice(from + 1, empty ? end - 1 : end);
    const space = tag.search(/\s/);
    const name = local(space < 0 ? tag : tag.slice(0, space));
    this.handler.open(name, space < 0 ? "" : tag.slice(space));
    if (empty) this.handler.close(name);
    return end + 1;
  }
}

function endsInQuotes(text: string, from: number, end: number): boolean {
  let inside = false;
  for (let i = from; i < end; i++) if (text.charCodeAt(i) === 34) inside = !inside;
  return inside;
}

const after = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
};

const local = (name: string): string => name.slice(name.indexOf(":") + 1);
