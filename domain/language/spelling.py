"""Normalisation of text to the spelling in which words are compared, and correction of misspellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

LONGEST_TEXT = 4096  # Telegram's limit; normalisation may expand characters beyond it
_SHORTEST_MISSPELT = 6  # shorter words have too many similar ones: floor and flood, light and right
_ODD_SPACES = r"\t\r\f\v\x85\u1680\u2028\u2029"  # all that NFKC leaves besides the space, except line breaks
_SPACES = re.compile(rf"[ {_ODD_SPACES}]+")
_MISSPELT = re.compile(rf"(?<![a-z0-9])[a-z]{{{_SHORTEST_MISSPELT},20}}(?![a-z0-9])")

# Pairs of traditional and simplified characters that are common in street reports.
_PAIRS = (
    "蓋盖 壞坏 燈灯 樓楼 電电 車车 線线 樹树 滿满 氣气 積积 結结 凍冻 馬马 龍龙 頭头 門门 檔档 擋挡 壓压 斷断 裝装 "
    "圍围 牆墙 磚砖 廣广 鐵铁 鋼钢 纜缆 絞绞 網网 綫线 倉仓 舊旧 髒脏 亂乱 丟丢 見见 裡里 裏里 邊边 對对 後后 緊紧 "
    "臨临 號号 單单 條条 塊块 個个 層层 幾几 點点 過过 還还 沒没 無无 從从 來来 這这 樣样 嗎吗 說说 報报 問问 題题 "
    "響响 當当 聲声 閃闪 滅灭 損损 滲渗 湧涌 發发 淨净 溝沟 漚沤 噴喷 濺溅 鬆松 動动 搖摇 墜坠 險险 衝冲 擺摆 佔占 "
    "據据 鎖锁 雜杂 貨货 紙纸 飯饭 場场 環环 運运 燒烧 煙烟 塵尘 揚扬 剛刚 開开 關关 閉闭 維维 護护 復复 處处 麼么 "
    "們们 體体 繼继 遠远 進进 連连 違违 適适 遺遗 鄰邻 鋪铺 錯错 鏽锈 銹锈 鑰钥 長长 陰阴 際际 隱隐 難难 雙双 順顺 "
    "顧顾 預预 領领 風风 飛飞 騎骑 驚惊 黃黄 齊齐 爺爷 媽妈 孫孙 兒儿 尋寻 親亲 認认 識识 離离 賬账 輛辆 輪轮 轉转 "
    "協协 園园 壇坛 夠够 將将 帶带 庫库 廁厕 廢废 彎弯 應应 懸悬 戶户 拋抛 換换 數数 時时 暢畅 書书 會会 極极 構构 "
    "標标 橋桥 檢检 樁桩 欄栏 汙污 沖冲 況况 潔洁 濕湿 災灾 為为 熱热 營营 現现 產产 癡痴 盤盘 確确 礙碍 種种 穩稳 "
    "窪洼 節节 築筑 糞粪 紅红 綠绿 細细 給给 絲丝 繩绳 纏缠 職职 聞闻 腳脚 臉脸 萬万 葉叶 蟲虫 補补 規规 覺觉 觸触 "
    "訊讯 設设 訴诉 誰谁 請请 讓让 負负 責责 費费 資资 賠赔 軟软 載载 釘钉 鏟铲 閥阀 間间 隊队 階阶 頻频 類类 飲饮 "
    "謝谢 幫帮 導导 話话 員员 業业 務务 詢询 聯联 罵骂 滾滚 豬猪 賤贱 騙骗 經经 聽听 講讲 談谈 語语 誤误 許许 誠诚 "
    "讚赞 贊赞 獎奖 禮礼 兌兑 區区 錢钱 樂乐 歡欢 頂顶 厲厉 優优 閱阅 師师 張张 辦办 煩烦 勞劳 靈灵 訂订 諒谅 賺赚 "
    "購购 虧亏 慶庆 愛爱 戲戏 趕赶 緩缓 嚴严 懶懒 態态 憑凭 總总 終终 係系 麗丽 帥帅 婁娄 嘍喽 囉啰 喲哟 囑嘱 妳你 "
    "祂他 牠它 館馆 駐驻 驗验 麥麦 麵面 鞦秋 韆千 蹺跷 籃篮 稅税 搶抢 爛烂 脫脱 漿浆 瀝沥 膩腻 貓猫 鋁铝 鉤钩 暈晕 "
    "燭烛 傷伤 殺杀 槍枪 綁绑 脅胁 嚇吓 竄窜 墊垫 婦妇 嬰婴 醫医 藥药 農农 嘔呕 腦脑 癲癫 癇痫 腫肿 燙烫 濃浓 爐炉 "
    "洩泄 歲岁 釣钓 撈捞 轎轿 轟轰 輾碾 軋轧 捲卷 鑽钻 嗆呛 屍尸 絕绝 輕轻 擰拧 毆殴 奪夺 竊窃 獨独 嬸婶 駛驶 眾众 "
    "聾聋 啞哑 絡络 禍祸 廠厂 煉炼 撲扑 彈弹 刪删 劑剂 敵敌 喪丧 墻墙 饑饥 餓饿 渾浑 冪幂 癢痒 腎肾 臟脏 膽胆 顫颤 "
    "憊惫 譁哗 嘩哗 噹当 鬧闹 夾夹 陽阳 氫氢 碼码 "
)
_CHARACTERS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()} | {"’": "'", "`": "'"})
_UNUSUAL = re.compile(rf"[{''.join(map(chr, _CHARACTERS))}{_ODD_SPACES}]|  ")  # one search is faster than two changes


def normalise(text: str) -> str:
    """Return half-width, lower-case, simplified text with single spaces; line breaks stay, as they end clauses."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])[:LONGEST_TEXT].lower()
    if _UNUSUAL.search(plain) is None:
        return plain.strip()
    return _SPACES.sub(" ", plain.translate(_CHARACTERS)).strip()


class Speller:
    """Corrects one slip (a letter missing, doubled, wrong or swapped) in the longer words of a vocabulary.

    Two words are one slip apart if leaving out at most one letter of each makes them equal; the first letter must
    match. Words of `spared` are left as they are. Of words of `shorter`, two letters that are swapped are put right.
    """

    def __init__(self, vocabulary: Iterable[str], spared: Iterable[str] = (), shorter: Iterable[str] = ()) -> None:
        words = sorted({word for word in vocabulary if _MISSPELT.fullmatch(word)})
        self._known = frozenset(words).union(spared)
        self._by_rest = {rest: word for word in words for rest in _rests(word)}
        self._swapped = {swapped: word for word in sorted(shorter) for swapped in _swaps(word)}
        shortest = min([_SHORTEST_MISSPELT, *map(len, self._swapped)])
        self._misspelt = re.compile(rf"(?<![a-z0-9])[a-z]{{{shortest},20}}(?![a-z0-9])")

    def correct(self, text: str) -> str:
        """Return the normalised `text` with misspelt words of the vocabulary corrected."""
        return self._misspelt.sub(self._correct_word, text)

    def _correct_word(self, match: re.Match[str]) -> str:
        word = match[0]
        if word in self._swapped:
            return self._swapped[word]
        if len(word) < _SHORTEST_MISSPELT or word in self._known or word.removesuffix("s") in self._known:
            return word
        return next((self._by_rest[rest] for rest in _rests(word) if rest in self._by_rest), word)


def _rests(word: str) -> list[str]:
    """Return the word, and the word without each one of its letters but the first."""
    return [word, *(word[:index] + word[index + 1 :] for index in range(1, len(word)))]


def _swaps(word: str) -> list[str]:
    """Return the word with each two neighbouring letters swapped, but for those that are alike."""
    pairs = zip(range(len(word)), pairwise(word), strict=False)
    return [word[:at] + after + before + word[at + 2 :] for at, (before, after) in pairs if before != after]
