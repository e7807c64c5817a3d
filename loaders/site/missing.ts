import { addressIn, languages } from "../../src/components/data/languages.ts";
import type { Lang } from "../../src/components/data/view.ts";
import { translate } from "../../src/locales/catalog.ts";
import { contentPolicy } from "./html.ts";

/** What a web server answers where there is no page, at whatever address was asked for. */
export const missingFile = "404.html";

/** A server answers with this page at any depth, so its way home is found by asking each folder above it. */
const findHome = `const asked = location.pathname.split("/");
const find = async () => {
  for (let depth = asked.length - 1; depth > 0; depth--) {
    const root = asked.slice(0, depth).join("/") + "/";
    const answer = await fetch(root + "data/manifest.json", { method: "HEAD" }).catch(() => {});
    if (answer?.ok) return root;
  }
};
find().then((root) => {
  if (root) for (const link of document.querySelectorAll("a")) link.href = root + link.dataset.home;
});`;

const style = `:root { color-scheme: light dark; --ink: #16202b; --paper: #fff; --main: #1a5e9c }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --paper: #12171d; --main: #6db0ea } }
body { margin: 0 auto; max-width: 34rem; padding: 12vh 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif }
h1, h2 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25 }
section + section { margin-top: 3rem }
a { display: inline-block; padding: .25rem 0; color: var(--main) }
a:focus-visible { outline: 3px solid; outline-offset: 2px }`;

/** One page in all languages, since a web server has one for every address; it needs nothing but itself. */
export function missingPage(): string {
  const parts = (Object.keys(languages) as Lang[]).map((lang, at) => {
    const heading = at === 0 ? "h1" : "h2";
    const home = addressIn(lang, "/").slice(1);
    return `<section lang="${languages[lang].tag}" dir="${languages[lang].dir}">
<${heading}>${translate(lang, "missing.title")}</${heading}>
<p>${translate(lang, "missing.text")}</p>
<p><a href="/${home}" data-home="${home}">${translate(lang, "missing.home")}</a></p>
</section>`;
  });
  const title = (Object.keys(languages) as Lang[])
    .map((lang) => translate(lang, "missing.title"))
    .join(" · ");
  return `<!DOCTYPE html>
<html lang="${Object.values(languages)[0]!.tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy([findHome])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
${parts.join("\n")}
</main>
<script>${findHome}</script>
</body>
</html>
`;
}
