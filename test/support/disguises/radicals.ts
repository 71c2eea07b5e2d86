import type { Substitution } from './disguise.js';
import { choicesOf } from './graphemes.js';

/** Signs whose halves stand side by side, and the halves as signs of their own. */
const halves = choicesOf({
  加: '力口',
  信: '亻言 人言',
  约: '纟勺',
  約: '糹勺',
  群: '君羊',
  炮: '火包',
  砲: '石包',
  赌: '贝者',
  賭: '貝者',
  钱: '钅戋',
  聊: '耳卯',
  裸: '衤果',
  的: '白勺',
  络: '纟各',
  絡: '糹各',
  博: '十尃',
  彩: '采彡',
  现: '王见',
  银: '钅艮',
  领: '令页',
  領: '令頁',
  取: '耳又',
  时: '日寸',
  站: '立占',
  线: '纟戋',
  線: '糹泉',
  場: '土昜',
  利: '禾刂',
  代: '亻弋',
  码: '石马',
  援: '扌爰',
  招: '扌召',
  扫: '扌彐',
  收: '丩攵',
});

/** Signs of Chinese, taken apart. */
export const radicalsApart: Substitution = {
  kind: 'substitution',
  name: 'radicals apart',
  family: 'radicals',
  replacementOf: (sign, random, { language }) =>
    language.startsWith('zh') ? (random.pick(halves.get(sign) ?? []) ?? null) : null,
  minShare: 0,
  maxShare: 1,
};
