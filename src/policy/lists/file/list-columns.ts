import type { ListKind } from '../../../moderation/model/list-lookup.js';

export const columnNames = ['value', 'form', 'means', 'reason', 'author', 'expires'] as const;
export type ColumnName = (typeof columnNames)[number];

/** Other names that columns go by. */
const columnAliases = new Map([
  ['term', 'value'],
  ['note', 'reason'],
]);

/** The column that a header's cell names. */
export function columnOf(cell: string): string {
  const name = cell.toLowerCase();
  return columnAliases.get(name) ?? name;
}

export function isColumnName(name: string): name is ColumnName {
  return columnNames.some((known) => known === name);
}

/** Names that other tools give the column of values: alone on the first line, such a word is no entry. */
const valueWords: Readonly<Record<ListKind, readonly string[]>> = {
  accounts: words(
    'account accounts accountid account_id account-id user users userid user_id user-id username user_name uid id identifier',
    'fromaccount from_account toaccount to_account member memberid member_id 账号 帐号 用户 用户名 用户id 계정 아이디 사용자 사용자id アカウント',
  ),
  terms: words(
    'terms keyword keywords word words phrase phrases 关键词 关键字 敏感词 违禁词 屏蔽词 词语 키워드 금칙어 금지어 단어 キーワード',
  ),
  addresses: words(
    'ip ips ipaddress ip_address address addresses cidr cidrs range ranges network subnet 地址 ip地址 주소 ip주소',
  ),
  spellings: words('spelling spellings variant variants writing written'),
};

/** Names that other tools give the other columns. */
const otherWords = words(
  'comment comments remark remarks description category type tag tags date created created_at createdat added added_by addedby by',
  'expiry expires_at expiresat expiration expiry_date until valid_until severity level status source name text entry meaning replacement',
  'banned banned_at 原因 理由 备注 说明 类别 作者 添加人 日期 过期时间 到期时间 사유 이유 비고 작성자 등록자 만료일 날짜',
);

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}

/** Whether a cell of the first line names a column, by whatever name. */
export function looksLikeColumn(cell: string, kind: ListKind): boolean {
  return (
    isColumnName(columnOf(cell)) ||
    looksLikeValueColumn(cell, kind) ||
    otherWords.includes(cell.toLowerCase())
  );
}

/** Whether a cell names the column of the values by another name than `value`. */
export function looksLikeValueColumn(cell: string, kind: ListKind): boolean {
  return valueWords[kind].includes(cell.toLowerCase());
}
