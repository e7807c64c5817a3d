const identifyingHeaders =
  /姓名|户主|身份证|证件号|公民身份|电话|手机|联系方式|银行卡|银行账|开户|账号|卡号|住址|地址|门牌|民族|宗教|\b(name|surname|id[ _-]?(card|number|no)|identity|phone|mobile|tel|bank|account|address|ethnic\w*|religio\w*)\b/i;

/** A header that says a column holds something identifying. */
export const headerIdentifies = (header: string): boolean =>
  identifyingHeaders.test(header.normalize("NFKC"));

/**
 * SQL that is true where a text looks like a resident identity number (GB 11643, with its check digit),
 * a mobile-phone number or a bank-card number (16 to 19 digits that pass Luhn).
 */
export function looksIdentifyingSql(text: string): string {
  const t = `regexp_replace(translate(${text}, '０１２３４５６７８９Ｘｘ＋－', '0123456789XX+-'), '[\\s\\x{3000}-]', '', 'g')`;
  const digit = (i: number) => `try_cast(substr(${t}, ${i}, 1) as integer)`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.map((w, i) => `${w} * ${digit(i + 1)}`).join(" + ");
  const resident = `(regexp_full_match(${t}, '[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]{4}[0-9Xx]') and substr('10X98765432', 1 + (${sum}) % 11, 1) = upper(substr(${t}, 18, 1)))`;
  const phone = `regexp_full_match(${t}, '(\\+?86)?1[3-9][0-9]{9}')`;
  const luhn = `(list_sum(list_transform(range(1, length(${t}) + 1), lambda i:
    case when i % 2 = 1 then substr(reverse(${t}), i::int, 1)::int
         else (2 * substr(reverse(${t}), i::int, 1)::int) // 10 + (2 * substr(reverse(${t}), i::int, 1)::int) % 10 end)) % 10 = 0)`;
  const card = `(case when regexp_full_match(${t}, '[1-9][0-9]{15,18}') then ${luhn} else false end)`;
  return `coalesce(${resident} or ${phone} or ${card}, false)`;
}

/** SQL that is true where a text looks like such a number, or holds one among other words. */
export const holdsIdentifyingSql = (text: string): string =>
  `(${looksIdentifyingSql(text)} or coalesce(list_bool_or(list_transform(regexp_extract_all(translate(${text}, '０１２３４５６７８９Ｘｘ', '0123456789XX'), '[0-9]{11,19}[Xx]?'), lambda run: ${looksIdentifyingSql("run")})), false))`;

/** A header for a message or a log, without a number so long that it could identify someone. */
export const shownHeader = (header: string): string =>
  header.normalize("NFKC").replace(/[0-9](?:[\s-]?[0-9]){9,}[0-9Xx]/g, "(hidden)");
