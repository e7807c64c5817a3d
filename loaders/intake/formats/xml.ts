import { SaxesParser } from "saxes";

/** What is called for each piece of a document. Names of elements come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Longest tag, text or comment: a cell of a workbook holds at most 32,767 characters. */
const longestPiece = 4 * 2 ** 20;

/**
 * Walks through XML as it arrives, until `done`. A document type is an error, so no entity can be declared.
 * @throws SyntaxError where the document is not well-formed
 */
export async function walkXml(
  bytes: AsyncIterable<Buffer>,
  handler: XmlHandler,
  done: () => boolean | Promise<boolean> = () => false,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder();
  let pending = 0;
  const text = (piece: string) => {
    pending = 0;
    handler.text(piece);
  };
  parser.on("error", (error) => {
    throw new SyntaxError(error.message);
  });
  parser.on("doctype", () => {
    throw new SyntaxError("a document type");
  });
  parser.on("opentag", ({ name, attributes }) => {
    pending = 0;
    handler.open(local(name), attributes);
  });
  parser.on("closetag", ({ name }) => handler.close(local(name)));
  parser.on("text", text);
  parser.on("cdata", text);
  for await (const chunk of bytes) {
    pending += chunk.length;
    parser.write(decoder.decode(chunk, { stream: true }));
    if (pending > longestPiece) throw new SyntaxError(`a piece longer than ${longestPiece} bytes`);
    if (await done()) return;
  }
  parser.write(decoder.decode()).close();
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);
