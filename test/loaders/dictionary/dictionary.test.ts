import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCodes } from "../../../loaders/codes.ts";
import { contracts } from "../../../loaders/contracts/index.ts";
import { dictionaryFiles } from "../../../loaders/dictionary/dictionary.ts";
import { dictionary, inBoth } from "../../../loaders/dictionary/markdown.ts";
import { tableSchema } from "../../../loaders/dictionary/schema.ts";

const codes = await readCodes("data/codes");
const files = await dictionaryFiles("data/codes");
const sent = contracts.filter(({ internal }) => !internal);

describe("what is written from the contracts", () => {
  test.each(Object.keys(files))("%s is up to date (else run `npm run foothold dictionary`)", (path) => {
    expect(readFileSync(path, "utf8").replaceAll("\r\n", "\n")).toBe(files[path]);
  });

  test("no schema is left of a dataset that is no more", () => {
    const written = readdirSync("data/schemas").map((file) => `data/schemas/${file}`);
    expect(written.filter((path) => !(path in files))).toEqual([]);
  });

  test("the dictionary names every column, alias and check of every dataset", () => {
    const text = dictionary(sent, codes, inBoth);
    for (const contract of sent) {
      for (const [name, column] of Object.entries(contract.columns)) {
        for (const word of [`\`${name}\``, column.label.zh, ...(column.aliases ?? [])])
          expect(text).toContain(word);
      }
      for (const check of contract.checks ?? []) expect(text).toContain(check.label.en);
    }
  });
});

describe("names shown to readers", () => {
  test("the list of datasets says what the contracts say, in their order", () => {
    expect(codes.dataset!.map(({ code, en, zh }) => ({ code, en, zh }))).toEqual(
      sent.map(({ dataset, title }) => ({ code: dataset, ...title })),
    );
  });

  test("the list of reasons says what each check says", () => {
    for (const check of sent.flatMap((c) => c.checks ?? []))
      expect(codes.reason!.find(({ code }) => code === check.id)).toMatchObject(check.label);
  });
});

/** Constraints that the Table Schema specification allows for a field of each type. */
const allowed: Record<string, string[]> = {
  string: ["required", "pattern", "enum"],
  integer: ["required", "minimum", "maximum"],
  number: ["required", "minimum", "maximum"],
  boolean: ["required"],
  date: ["required"],
};

describe.each(sent.map((contract) => ({ name: contract.dataset, contract })))(
  "the Table Schema of $name",
  ({ contract }) => {
    const schema = tableSchema(contract, codes);
    const names = schema.fields.map(({ name }) => name);

    test("keeps to the specification: field types, constraints, keys, missing values", () => {
      expect(new Set(names).size).toBe(names.length);
      for (const { type, constraints = {} } of schema.fields) {
        expect(Object.keys(allowed)).toContain(type);
        expect(allowed[type]).toEqual(expect.arrayContaining(Object.keys(constraints)));
        if (constraints.enum) expect(new Set(constraints.enum).size).toBe(constraints.enum.length);
        if (constraints.pattern) expect(() => new RegExp(constraints.pattern!)).not.toThrow();
      }
      expect(names).toEqual(expect.arrayContaining(schema.primaryKey));
      for (const { fields } of schema.foreignKeys ?? [])
        expect(names).toEqual(expect.arrayContaining(fields));
      expect(schema.missingValues).toEqual([""]);
    });

    test("says of each column what the contract says", () => {
      expect(names).toEqual(Object.keys(contract.columns));
      for (const { name, constraints } of schema.fields) {
        const column = contract.columns[name]!;
        expect(constraints?.required ?? false).toBe(column.required ?? false);
        expect([constraints?.minimum, constraints?.maximum]).toEqual([column.min, column.max]);
        if (column.type === "code")
          expect(constraints?.enum).toEqual(codes[column.codes!]!.map(({ code }) => code));
      }
    });
  },
);
