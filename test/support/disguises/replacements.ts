import type { Spelling } from './disguise.js';
import { choicesOf } from './graphemes.js';

/** Replacements that spammers write for words that are looked for, longest first. Not all are homophones. */
const replacements = choicesOf({
  微信: '薇信 威信 徽信 维信 v信 V信 vx wx VX 微x',
  赌博: '堵博',
  六合彩: '6合彩 六盒彩',
  信用卡: '信佣卡',
  博彩: '菠菜',
  进群: '进裙',
  约炮: '约p 约啪',
  裸聊: '倮聊 luo聊',
  时时彩: '时时采',
  qq: '扣扣 企鹅 抠抠',
});

/** One of the words in a term by another that readers know. */
export const chineseReplacements: Spelling = {
  kind: 'spelling',
  name: 'Chinese replacements',
  family: 'Chinese replacements',
  write(text, { language }, random) {
    if (language !== 'zh-CN') return null;
    const [word, ways] = [...replacements].find(([known]) => text.includes(known)) ?? [];
    return word === undefined ? null : text.replace(word, random.pick(ways ?? []) ?? word);
  },
};
