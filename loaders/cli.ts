import { Command, InvalidArgumentError, Option } from "commander";
import { Listr } from "listr2";
import { languages as known } from "../src/components/data/languages.ts";
import type { Lang } from "../src/components/data/view.ts";
import type { DemoSize, Stage } from "./build.ts";
import { fullCounty } from "./demo/options.ts";
import { UserError } from "./errors.ts";
import { explain } from "./explain.ts";
import { pathsOf } from "./paths.ts";

const paths = pathsOf(process.env.FOOTHOLD_ROOT ?? process.cwd());
const env = process.env;
const languages = Object.keys(known) as Lang[];
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs one stage as a task of its own: a spinner on a terminal, plain lines elsewhere. */
const stage: Stage = (title, work) =>
  new Listr(
    [
      {
        title,
        task: (_, task) =>
          work((line) => {
            task.output = line;
          }),
      },
    ],
    {
      fallbackRenderer: "simple",
      fallbackRendererCondition: () => !process.stdout.isTTY,
      rendererOptions: { timer: { condition: true, field: (ms: number) => `${(ms / 1000).toFixed(1)} s` } },
    },
  ).run();

const wholeNumber = (text: string) => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`expected a whole number, found \`${text}\``);
  return Number(text);
};

const month = (text: string) => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw new InvalidArgumentError(`expected a month like 2021-12, found \`${text}\``);
  return text;
};

/** Modules of single commands are loaded when the command runs, so that each starts quickly. */
const load = {
  build: () => import("./build.ts"),
  vintages: () => import("./release/vintages.ts"),
  site: () => import("./site/site.ts"),
  serve: () => import("./site/serve.ts"),
  dev: () => import("./site/dev.ts"),
  notebook: () => import("./site/notebook.ts"),
  check: () => import("./intake/check.ts"),
  audit: () => import("./audit/command.ts"),
  dictionary: () => import("./dictionary/dictionary.ts"),
  brief: () => import("./brief/brief.ts"),
};

const day = (text: string) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError(`expected a day like 2021-12-31, found \`${text}\``);
  return text;
};

const buildData = async () => (await load.build()).buildData({ paths, env, stage });

interface Publication {
  draft: boolean;
  date?: string;
}

/** Makes dist/. Whatever lies there may be copied to a server, so unless it is a draft it counts as published. */
async function build({ draft, date }: Publication) {
  const { release } = await buildData();
  await stage("Site", async (log) => {
    const { buildSite } = await load.site();
    const built = await buildSite({ root: paths.root, dist: paths.dist, log });
    if (!built) log("nothing has changed");
    if (draft) log(`release ${release} is a draft: look at it, but do not copy dist/ anywhere`);
    else {
      const since = date ?? new Date().toISOString().slice(0, 10);
      await (await load.vintages()).noteVintage(paths, { release, date: since });
    }
  });
}

const program = new Command("foothold")
  .description("Snapshots of a monitoring office to a static, disclosure-safe dashboard")
  .showHelpAfterError("(run `npm run foothold -- --help` for the commands)")
  .configureHelp({ showGlobalOptions: true });

program
  .command("build")
  .description("make snapshots, lake, marts, release and dist/; what has not changed is not made again")
  .option("--data-only", "stop at the release; it does not count as published", false)
  .option("--draft", "to look at only: the release does not count as published", false)
  .option("--date <day>", "day since when it counts as published; today unless given", day)
  .action(async ({ dataOnly, ...publication }: Publication & { dataOnly: boolean }) => {
    if (dataOnly) await buildData();
    else await build(publication);
  });

program
  .command("dashboard")
  .description("build, then serve dist/ on this machine")
  .option("-p, --port <port>", "port to listen on", wholeNumber)
  .option("--draft", "to look at only: the release does not count as published", false)
  .action(async ({ port, draft }: { port?: number; draft: boolean }) => {
    const { serve } = await load.serve();
    await build({ draft });
    const { url } = await serve({ folder: paths.dist, port });
    say(`\nThe dashboard is at ${url}  (Ctrl+C stops it)`);
  });

program
  .command("serve")
  .description("serve dist/ as it is")
  .option("-p, --port <port>", "port to listen on", wholeNumber)
  .action(async ({ port }: { port?: number }) => {
    const { serve } = await load.serve();
    const { url } = await serve({ folder: paths.dist, port });
    say(`The dashboard is at ${url}  (Ctrl+C stops it)`);
  });

program
  .command("dev")
  .description("preview the pages; a page reloads when a snapshot, a mart or the page changes")
  .option("-p, --port <port>", "port to listen on", wholeNumber)
  .action(async ({ port }: { port?: number }) => {
    const { startDev } = await load.dev();
    await buildData();
    await startDev({ root: paths.root, port, log: say, rebuild: buildData });
  });

const demo = program
  .command("demo")
  .description("make the fictional county's snapshots anew")
  .option("--seed <number>", "same seed, same bytes", wholeNumber)
  .option("--end <month>", "last month", month);
for (const size of ["townships", "villages", "households", "monitored", "months"] as const) {
  demo.option(`--${size} <number>`, `how many ${size} (default ${fullCounty[size]})`, wholeNumber);
}
demo.action(async (options: DemoSize) => {
  const { makeDemo } = await load.build();
  await stage("Demo county", (log) => makeDemo(paths, options, log));
});

program
  .command("check")
  .argument("<file>", "a snapshot")
  .option("-d, --dataset <name>", "the dataset it belongs to; otherwise its folder or its name tells")
  .option("-c, --collection <name>", "the collection whose areas it uses", "own")
  .description("judge one snapshot without storing anything, worst problem first")
  .action(async (file: string, options: { dataset?: string; collection: string }) => {
    const { checkFile } = await load.check();
    const { lines, clean } = await checkFile(file, options, { paths, env });
    for (const line of lines) say(line);
    if (!clean) process.exitCode = 1;
  });

program
  .command("releases")
  .description("list the releases: which count as published, since when, and how much each shows")
  .action(async () => {
    const { releaseLines } = await load.vintages();
    for (const line of await releaseLines(paths)) say(line);
  });

program
  .command("forget")
  .argument("<release...>", "their ids")
  .description(
    "say that releases never left the office, so that later ones need not be protected against them",
  )
  .action(async (releases: string[]) => {
    const { forgetVintages } = await load.vintages();
    await forgetVintages(paths, releases);
    for (const release of releases) say(`${release} no longer counts as published.`);
  });

program
  .command("audit")
  .argument("<release>", "the folder of a release, or its id")
  .option(
    "-s, --sealed <file>",
    "list of the widths that intervals must have; without it nothing may be known exactly",
  )
  .option("-e, --earlier <release...>", "releases that were published before, which the attacker has kept")
  .description("attack a release with what it publishes, and say which withheld values can be computed")
  .action(async (release: string, options: { sealed?: string; earlier?: string[] }) => {
    const { auditRelease } = await load.audit();
    const { lines, passed } = await auditRelease(release, options, paths);
    for (const line of lines) say(line);
    if (!passed) process.exitCode = 1;
  });

program
  .command("brief")
  .argument("<area>", "code of the area")
  .addOption(new Option("-l, --language <code>", "language").choices(languages).default(languages[0]))
  .option("-c, --collection <name>", "its collection; otherwise the first of the release")
  .option("-o, --out <file>", "the PDF to write; otherwise brief-<area>-<language>.pdf")
  .description("print a briefing of two pages about one area from the current release")
  .action(
    async (area: string, { language, ...options }: { language: Lang; collection?: string; out?: string }) => {
      const { writeBrief } = await load.brief();
      say(await writeBrief({ area, lang: language, ...options }, paths, env));
    },
  );

program
  .command("dictionary")
  .description("write the data dictionary and the Frictionless schemas anew from the contracts")
  .action(async () => {
    const { writeDictionary } = await load.dictionary();
    for (const file of await writeDictionary(paths)) say(file);
  });

program
  .command("new")
  .argument("<kind>", "notebook")
  .argument("<title>", "its title, in quotes")
  .description("add a page for an analysis under src/notebooks/")
  .action(async (kind: string, title: string) => {
    if (kind !== "notebook")
      throw new UserError(`What can be made new: expected notebook, found \`${kind}\`.`);
    const { newNotebook } = await load.notebook();
    const file = await newNotebook({ title, root: paths.root });
    say(`${file} is ready. \`npm run dev\` shows it as you write.`);
  });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
});
