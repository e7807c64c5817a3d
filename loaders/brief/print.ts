import type { Browser } from "playwright-core";

/** Height of a sheet between its margins, in CSS pixels: 270 mm. */
const sheetHeight = (270 / 25.4) * 96;

/**
 * Prints a page of `.sheet`s, each on one sheet of A4: one that is too high is made smaller. The page may run no
 * script and ask for nothing. The same page, printed by the same browser with the same fonts, gives the same
 * bytes: what the browser writes about the time is replaced by the first day of `period`.
 */
export async function print(browser: Browser, html: string, period: string): Promise<Buffer> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true, colorScheme: "light" });
  try {
    const page = await context.newPage();
    await page.setViewportSize({ width: 688, height: 1000 });
    await page.emulateMedia({ media: "print" });
    await page.setContent(html);
    await page.evaluate(`for (const sheet of document.querySelectorAll(".sheet"))
      for (let fit = 1; sheet.getBoundingClientRect().height > ${sheetHeight} && fit > 0.5; fit -= 0.02)
        sheet.style.zoom = String(fit - 0.02)`);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
    return timeless(pdf, period);
  } finally {
    await context.close();
  }
}

/** The same PDF with another date of the same length, so that no offset in it moves. */
export function timeless(pdf: Buffer, period: string): Buffer {
  const text = pdf
    .toString("latin1")
    .replace(
      /(\/(?:CreationDate|ModDate) ?\(D:)\d{14}(?:[+-](\d\d'\d\d))?/g,
      (_, head: string, zone?: string) => `${head}${period.slice(0, 4)}0101000000${zone ? "+00'00" : ""}`,
    );
  return Buffer.from(text, "latin1");
}
