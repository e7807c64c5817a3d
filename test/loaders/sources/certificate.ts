import { generateKeyPairSync, sign } from "node:crypto";

const item = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const bytes = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...bytes]), body]);
};
const sequence = (...parts: Buffer[]) => item(0x30, ...parts);
const oid = (hex: string) => item(0x06, Buffer.from(hex, "hex"));
const time = (text: string) => item(0x17, Buffer.from(text));
const bits = (bytes: Buffer) => item(0x03, Buffer.from([0]), bytes);

/** A certificate for 127.0.0.1 that signs itself (X.509 v3, RFC 5280, in DER), with its key; both as PEM. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
  const name = sequence(item(0x31, sequence(oid("550403"), item(0x0c, Buffer.from("127.0.0.1")))));
  const address = sequence(item(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(oid("551d11"), item(0x04, address)),
    sequence(oid("551d13"), item(0x04, sequence(item(0x01, Buffer.from([0xff]))))),
  );
  const body = sequence(
    item(0xa0, item(0x02, Buffer.from([2]))),
    item(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(time("200101000000Z"), time("491231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    item(0xa3, extensions),
  );
  const cert = sequence(body, ecdsaWithSha256, bits(sign("sha256", body, privateKey)));
  const lines = cert.toString("base64").replace(/.{64}/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
